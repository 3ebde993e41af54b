import type { Instant, PersonId, RoomId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Mailer, Sent } from '../mail/port.ts'
import type { Invitation } from './invitation.ts'
import { invitationMail } from './letter.ts'
import type { InvitationRows } from './rows.ts'
import { hashOf } from './token.ts'

export type PostDeps = {
  rows: InvitationRows
  mailer: Mailer
  clock: Pick<Clock, 'now' | 'after'>
  newToken(): string
  /** The address people open. */
  url: string
  nameOf(person: PersonId): string
  titleOf(room: RoomId): string | null
  onError(cause: unknown): void
}

/** Waits between attempts, by how many failed; the last one again and again, until the invitation ends. */
const waitsMs = [1, 5, 15, 60, 180].map((minutes) => minutes * 60_000)
const together = 20

/**
 * Sends what is due. The row is the record: a mail is due from the moment its invitation is stored, so a crash at any point sends
 * it once more rather than never. Each attempt carries a token of its own, stored before the mail leaves; a mail that was taken
 * although it seemed not to be still opens the door.
 */
export function startPost(deps: PostDeps): { wake(): void; stop(): void } {
  const { rows, clock } = deps
  let running: Promise<void> | null = null
  let stopped = false
  let cancel = () => {}

  async function attempt(invitation: Invitation): Promise<Sent> {
    const { id, room, email, by, expiresAt } = invitation
    const token = deps.newToken()
    rows.addToken(id, hashOf(token))
    const inviter = deps.nameOf(by)
    const title = room === null ? null : deps.titleOf(room)
    return await deps.mailer.send(
      invitationMail({ email, inviter, room: title, url: deps.url, token, expiresAt }),
    )
  }

  async function sendDue(): Promise<void> {
    for (;;) {
      const due = rows.dueMails(clock.now(), together)
      for (const invitation of due) {
        if (stopped) return
        const { dueAt, attempts } = invitation.mail
        if (dueAt === null) continue
        const sent = await attempt(invitation)
        // The databases may be closed by now; the mail counts as not sent.
        if (stopped) return
        rows.putMail(invitation.id, dueAt, outcome(sent, attempts, clock.now()))
      }
      if (due.length < together) return
    }
  }

  function wake(): void {
    cancel()
    if (running || stopped) return
    running = sendDue()
      .catch(deps.onError)
      .finally(() => {
        running = null
        if (stopped) return
        const nextAt = rows.nextMailAt()
        if (nextAt !== null) cancel = clock.after(Math.max(1_000, nextAt - clock.now()), wake)
      })
  }

  return {
    wake,
    stop() {
      stopped = true
      cancel()
    },
  }
}

function outcome(sent: Sent, attempts: number, now: Instant): Invitation['mail'] {
  if (sent.kind === 'sent') return { sentAt: now, dueAt: null, attempts, problem: null }
  const waitMs = waitsMs[Math.min(attempts, waitsMs.length - 1)] ?? 0
  return {
    sentAt: null,
    dueAt: sent.final ? null : now + waitMs,
    attempts: attempts + 1,
    problem: sent.sentence,
  }
}
