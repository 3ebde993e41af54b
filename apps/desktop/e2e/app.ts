import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const desktopDir = join(import.meta.dirname, '..')

/** Bundles main, preload and engine host as the packaged app has them. */
export function buildApp(): void {
  const tool = join(desktopDir, 'node_modules/electron-vite/bin/electron-vite.js')
  const built = spawnSync(process.execPath, [tool, 'build'], { cwd: desktopDir, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`electron-vite build failed:\n${built.stderr}`)
}

export type App = { app: ElectronApplication; page: Page }

/** Starts the app on the files of `profile`. Electron refuses its sandbox to root: the suite then needs another user. */
export async function startApp(binary: string, profile: string): Promise<App> {
  const app = await _electron.launch({
    executablePath: binary,
    args: [desktopDir, `--profile=${profile}`],
  })
  return { app, page: await app.firstWindow() }
}
