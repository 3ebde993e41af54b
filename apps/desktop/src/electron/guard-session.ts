import type { Session } from 'electron'
import { mayLoad, mayUse } from '../permissions/policy.ts'

/** The window's session: it loads its own files, may do next to nothing, and saves nothing to the disk by itself. */
export function guardSession(session: Session, developing: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(mayUse(permission, requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !mayLoad(url, developing) }),
  )
  session.on('will-download', (event) => event.preventDefault())
}
