import type { Database } from 'better-sqlite3'
import type { Clock } from '../clock.ts'
import type { Mailer } from '../mail/port.ts'
import type { Reads } from '../store/port.ts'
import { createInvitations, type Invitations, type InvitationsDeps } from './invitations.ts'
import { startPost } from './post.ts'
import { openInvitationRows } from './rows.ts'
import { newToken } from './token.ts'

export type OpenInvitationsDeps = Omit<InvitationsDeps, 'rows' | 'onMail' | 'clock' | 'read'> & {
  database: Database
  read: Pick<Reads, 'room' | 'isMember' | 'person'>
  clock: Clock
  mailer: Mailer
  url: string
  onError(cause: unknown): void
}

/** The invitations of a server with their post. `start` goes on where the last run ended. */
export function openInvitations(deps: OpenInvitationsDeps): {
  invitations: Invitations
  start(): void
  stop(): void
} {
  const { database, read, clock, mailer, url, onError } = deps
  const rows = openInvitationRows(database)
  const post = startPost({
    rows,
    mailer,
    clock,
    newToken,
    url,
    nameOf: (person) => read.person(person)?.name ?? 'Someone',
    titleOf: (room) => read.room(room)?.title ?? null,
    onError,
  })
  const invitations = createInvitations({ ...deps, rows, onMail: post.wake })
  return {
    invitations,
    start() {
      invitations.finishClaimed().catch(onError)
      post.wake()
    },
    stop() {
      post.stop()
      mailer.close()
    },
  }
}
