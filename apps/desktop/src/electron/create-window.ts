import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { startPage } from '../app-address.ts'
import type { JsonFile } from '../json-file.ts'
import { placeWindow, smallest, type WindowState } from '../window/bounds.ts'

/**
 * The one place where a window is made. The preferences are literals so that a reader, and the check beside this file's test,
 * can see them; the guards of its contents are set in `guardContents` before any page loads.
 */
export function createWindow(preload: string, memory: JsonFile<WindowState | null>): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const place = placeWindow(memory.read(), [primary.workArea, ...others.map((o) => o.workArea)])
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    autoHideMenuBar: true,
    // As --bg of the client's theme, so that nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1114' : '#f6f6f3',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Electron's spell-check fetches dictionaries from a server that nobody chose.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  // Closing is when the last place is known; a crash keeps the place before.
  window.on('close', () =>
    memory.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  void window.loadURL(startPage)
  return window
}
