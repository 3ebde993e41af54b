import { protocol, type Session } from 'electron'
import { appScheme } from '../app-address.ts'
import { servePages } from '../pages/pages.ts'

/** Must run before the app is ready. No service worker: the files are here already. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

export function serveAppScheme(session: Session, clientDir: string): void {
  session.protocol.handle(appScheme, servePages(clientDir))
}
