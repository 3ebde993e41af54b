import { createStore, type StoreApi } from 'zustand/vanilla'

/** Chromium's own event; no other browser has one, and TypeScript knows none of it. */
type InstallEvent = Event & { prompt(): Promise<unknown> }

/** Installing this page as an app, where the browser offers it to pages. */
export type Install = StoreApi<{
  /** Asks the browser to ask the person; null where it cannot be asked. */
  readonly ask: (() => void) | null
}>

/** Listens from the first moment on: the browser says once that it could. */
export function createInstall(page: Pick<Window, 'addEventListener'>): Install {
  const install: Install = createStore(() => ({ ask: null }))
  page.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (!('prompt' in event) || typeof event.prompt !== 'function') return
    const offered = event as InstallEvent
    install.setState({
      ask() {
        // An offer is good for one question.
        install.setState({ ask: null })
        void offered.prompt().catch(() => undefined)
      },
    })
  })
  page.addEventListener('appinstalled', () => install.setState({ ask: null }))
  return install
}
