import type { Host } from '@parley/engine'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { keptEdits, nothingBegun, type Kept } from '../data/begun.ts'
import { createFaces } from '../data/faces.ts'
import { createInvitationBook } from '../data/invitation-book.ts'
import { createIntents } from '../data/intents.ts'
import { SessionContext, type Session } from '../data/session.ts'
import type { Settings } from '../data/settings.ts'
import { MainScreen } from '../shell/main-screen.tsx'
import { FacesContext } from '../ui/faces.ts'
import type { Toasts } from '../ui/toast.tsx'
import { timesIn } from '../words/times.ts'
import type { Entrance, Entry } from './entry.ts'

export interface RoomsProps {
  readonly entry: Extract<Entry, { kind: 'open' }>
  readonly host: Host
  readonly entrance: Pick<Entrance, 'signInAgain' | 'signOut'>
  readonly settings: Settings
  readonly kept: Kept
  readonly toasts: Toasts
  /** Whether a newer build of this page waits to be taken. */
  readonly newVersion: StoreApi<{ readonly waiting: boolean }>
  readonly reload: () => void
  /** The server, or what is kept here, is of another version than this page. */
  readonly onOutdated: () => void
  readonly onFault: (cause: unknown) => void
}

/** Everything behind the sign-in, in a chunk of its own: who signs in first does not wait for it. */
export function Rooms({ entry, ...props }: RoomsProps) {
  const { host, settings, kept, onFault, entrance, reload } = props
  const { account, engine, durable, feeds } = entry
  const session = useMemo<Session>(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    return {
      account,
      host,
      engine,
      durable,
      feeds,
      begun: nothingBegun(keptEdits(kept, `${account.server} ${account.person}`)),
      faces: createFaces(host.photos, account),
      settings,
      zone,
      onFault,
      intents: createIntents({ engine, newId: () => host.newId(), onFault }),
      invitations: createInvitationBook(host, account),
      times: timesIn(zone),
    }
  }, [account, host, engine, durable, feeds, settings, kept, onFault])
  const newVersion = useStore(props.newVersion, ({ waiting }) => waiting)
  return (
    <SessionContext value={session}>
      <FacesContext value={session.faces}>
        <MainScreen
          toasts={props.toasts}
          newVersion={newVersion}
          onReload={reload}
          onOutdated={props.onOutdated}
          onSignInAgain={() => void entrance.signInAgain()}
          onSignOut={(queue) => {
            session.begun.edits.forget()
            void entrance.signOut(queue)
          }}
        />
      </FacesContext>
    </SessionContext>
  )
}
