import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { desktopDir, toolScript } from './places.ts'
import type { Processes } from './processes.ts'

/** Opens the desktop app where Electron's binary is or can be fetched, else the browser, else prints the address. */
export async function openParley(address: string, processes: Processes): Promise<void> {
  if (!hasDisplay(process.platform, process.env)) return printAddress(address)
  const electron = electronBinary() ?? (await fetchElectron(processes))
  const opened = electron !== undefined && (await openDesktop(electron, address, processes))
  if (!opened) await openBrowser(address, processes)
}

/** Only on Linux can a session without a screen be told apart for sure. */
export function hasDisplay(platform: string, env: Record<string, string | undefined>): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

const electronDir = join(desktopDir, 'node_modules/electron')

/** Electron's package carries no binary; once fetched, path.txt says where in dist/ it lies. */
function electronBinary(): string | undefined {
  const pathFile = join(electronDir, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(electronDir, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

async function fetchElectron(processes: Processes): Promise<string | undefined> {
  const source = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/'
  const reached = await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  )
  if (!reached) return undefined
  process.stdout.write('Fetching the desktop app (about 120 MB, once) ...\n')
  await processes.node(join(electronDir, 'install.js'), [])
  return electronBinary()
}

/** Resolves to false when the app could not be built or left with an error before its first window was closed. */
async function openDesktop(
  electron: string,
  address: string,
  processes: Processes,
): Promise<boolean> {
  const built = await processes.node(toolScript('electron-vite', { from: desktopDir }), ['build'], {
    cwd: desktopDir,
  })
  if (built.code !== 0) return false
  const { code } = await processes.run(electron, [desktopDir, `--server=${address}`])
  return code === 0
}

async function openBrowser(address: string, processes: Processes): Promise<void> {
  const [opener, args] = openerOf(process.platform, address)
  const result = await processes.run(opener, args)
  if (result.code !== 0) printAddress(address)
}

export function openerOf(platform: string, address: string): [program: string, args: string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [address]]
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', address]]
    default:
      return ['xdg-open', [address]]
  }
}

function printAddress(address: string): void {
  process.stdout.write(`Open ${address} in a browser.\n`)
}
