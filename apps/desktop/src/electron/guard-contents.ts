import { app } from 'electron'
import { isOwnAddress } from '../app-address.ts'

type Navigation = { readonly url: string; preventDefault(): void }

/**
 * Guards everything that can show a page, from the moment it exists: nothing leaves the page's own origin, nothing opens beside
 * it. `open` is asked to show an address to the person instead.
 */
export function guardContents(open: (address: string) => void): void {
  const stayHome = (event: Navigation) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  }
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', stayHome)
    contents.on('will-redirect', stayHome)
    contents.on('will-frame-navigate', stayHome)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      open(url)
      return { action: 'deny' }
    })
  })
}
