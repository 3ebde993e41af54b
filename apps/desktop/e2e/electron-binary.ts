import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../node_modules/electron')

/** Electron's program once it was fetched: path.txt says where below dist/. The package itself carries none. */
export function electronBinary(): string | null {
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return null
  const binary = join(folder, 'dist', readFileSync(named, 'utf8'))
  return existsSync(binary) ? binary : null
}

/** Why the app cannot be driven on this machine, or null. */
export function whyNot(binary: string | null): string | null {
  if (binary === null)
    return 'Electron’s binary is not on this machine (npx install-electron fetches it)'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron’s sandbox does not start as root'
  return null
}
