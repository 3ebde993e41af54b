import { Menu, type MenuItemConstructorOptions } from 'electron'

/** Without a menu macOS has no copy and paste. Reloading and developer tools are for development alone. */
export function setMenu({ isMac, developing }: { isMac: boolean; developing: boolean }): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const development: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      { role: 'editMenu' },
      { label: 'View', submenu: developing ? [...view, ...development] : view },
      { role: 'windowMenu' },
    ]),
  )
}
