import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const clientDir = join(root, 'apps/client')
export const desktopDir = join(root, 'apps/desktop')
export const serverMain = join(root, 'apps/server/src/main.ts')

/**
 * The script behind a command of an installed package, to be run by Node itself: the links in node_modules/.bin differ by
 * system. `of` is the package where it has another name than its command.
 */
export function toolScript(command: string, { of = command, from = root } = {}): string {
  const folder = join(from, 'node_modules', of)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command]
  if (script === undefined) throw new Error(`${of} has no command ${command}`)
  return join(folder, script)
}
