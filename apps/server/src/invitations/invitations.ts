import { randomUUIDv7 } from 'node:crypto'
import {
  can,
  isFinal,
  type CommandId,
  type ErrorCode,
  type Instant,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import type { Accounts } from '../accounts/port.ts'
import type { Clock } from '../clock.ts'
import { presentMember } from '../decide/facts.ts'
import { derivedId } from '../derived-id.ts'
import type { Reads, Settled, Submission } from '../store/port.ts'
import { digestOf } from '../sync/digest.ts'
import type { Invitation, InvitationId } from './invitation.ts'
import type { InvitationRows, ListedBy } from './rows.ts'
import { hashOf } from './token.ts'

export type InvitationsDeps = {
  rows: InvitationRows
  accounts: Pick<Accounts, 'account' | 'isActive' | 'personOf' | 'confirmAddress'>
  read: Pick<Reads, 'room' | 'isMember' | 'person'>
  submit(submission: Submission): Promise<Settled>
  clock: Pick<Clock, 'now'>
  /** Called when a mail is due. */
  onMail(): void
}

type Refused = { kind: 'refused'; code: ErrorCode; retryMs: number | null }
const refused = (code: ErrorCode, retryMs: number | null = null): Refused => ({
  kind: 'refused',
  code,
  retryMs,
})

/** One person's invitations under way: more is a mistake or a nuisance. */
const pendingPerInviter = 200
const listed = 500
/** Between two mails of one invitation. */
const resendMs = 60_000

export type Invitations = ReturnType<typeof createInvitations>

/**
 * Invitations by e-mail (PRODUCT R4). Invariants: it ends once (`rows`); it lets in only who owns its address, and only if the
 * inviter could have let them in at that moment (the store decides, on the inviter's own command); the claim is durable before
 * that command and the command's id follows from it, so that a crash in between is made good and lets nobody in twice.
 */
export function createInvitations(deps: InvitationsDeps) {
  const { rows, accounts, read, submit, clock } = deps

  /** The one way to the rows, so that none counts as pending past its time. */
  function now(): Instant {
    const at = clock.now()
    rows.expire(at)
    return at
  }

  function mayInvite(person: PersonId, room: RoomId | null): boolean {
    if (!accounts.isActive(person)) return false
    if (room === null) return accounts.account(person)?.administrator === true
    const state = read.room(room)
    const member = state && presentMember(state, person)
    return member !== null && state !== null && can(member.role, state, 'member.invite')
  }

  /** Who may see, send again and take back: the inviter, whoever may invite there, an administrator. */
  function maySee(person: PersonId, { by, room }: Invitation): boolean {
    return by === person || mayInvite(person, room) || mayInvite(person, null)
  }

  /** Refuses as if there were none to who may not know of it. */
  function visible(id: string, person: PersonId): Invitation | null {
    const found = rows.byId(id)
    return found && maySee(person, found) ? found : null
  }

  /** Why it lets nobody in any more, or null; for `person` when they already have it, null too. */
  function endedCode(invitation: Invitation, person: PersonId | null): ErrorCode | null {
    const { state, claim, by, room } = invitation
    if (claim && claim.person === person && state !== 'lapsed') return null
    if (state !== 'pending') return codes[state]
    if (claim) return 'invitation-used'
    return mayInvite(by, room) ? null : 'invitation-lapsed'
  }

  /** Lets the person of the claim into the room, by the inviter's right, and settles. Safe to repeat. */
  async function finish(invitation: Invitation): Promise<Settled> {
    const { id, room, by, claim } = invitation
    if (!claim) throw new Error('an invitation nobody has taken cannot be finished')
    const settled: Settled =
      room === null
        ? { kind: 'done', seq: 0 }
        : await invite({ id, room, by, person: claim.person, at: claim.at })
    if (settled.kind === 'done') {
      rows.settle(id, 'accepted', clock.now())
    } else if (settled.code === 'room-full') {
      rows.release(id)
    } else if (isFinal(settled.code)) {
      rows.settle(id, 'lapsed', clock.now())
      return { kind: 'refused', code: 'invitation-lapsed' }
    }
    return settled
  }

  function invite(given: {
    id: InvitationId
    room: RoomId
    by: PersonId
    person: PersonId
    at: Instant
  }): Promise<Settled> {
    const { id, room, by, person, at } = given
    const body = { kind: 'member.invite' as const, room, people: [person] }
    const command = { id: derivedId(`invitation ${id} ${at}`) as CommandId, body }
    return submit({ by, at: clock.now(), digest: digestOf(body), command })
  }

  return {
    /** A new invitation, or another mail for the one that is under way. */
    create(
      by: PersonId,
      { room, email: given }: { room: RoomId | null; email: string },
    ): Invitation | Refused {
      const at = now()
      const email = given.toLowerCase()
      if (room !== null && !read.isMember(room, by)) return refused('room-unknown')
      if (!mayInvite(by, room)) return refused(room === null ? 'not-administrator' : 'forbidden')
      const known = accounts.personOf(email)
      if (known !== null && (room === null || read.isMember(room, known)))
        return refused('person-present')
      const standing = rows.pending(room, email)
      if (standing) return this.resend(standing.id, by)
      if (rows.countPending(by) >= pendingPerInviter) return refused('too-many-invitations')
      const id = randomUUIDv7() as InvitationId
      rows.add({ id, room, email, by }, at)
      deps.onMail()
      const made = rows.byId(id)
      if (!made) throw new Error('the invitation just made is not there')
      return made
    },

    /** Another mail and another seven days. */
    resend(id: string, person: PersonId): Invitation | Refused {
      const at = now()
      const found = visible(id, person)
      if (!found) return refused('not-found')
      if (!mayInvite(person, found.room) && !mayInvite(person, null)) return refused('forbidden')
      const ended = endedCode(found, null)
      if (ended !== null) return refused(ended)
      const sinceMs = at - (found.mail.sentAt ?? 0)
      if (sinceMs < resendMs) return refused('rate-limited', resendMs - sinceMs)
      rows.renew(found.id, at)
      deps.onMail()
      return rows.byId(id) ?? refused('not-found')
    },

    /** Null when it is revoked now, or was before. */
    revoke(id: string, person: PersonId): Refused | null {
      const at = now()
      const found = visible(id, person)
      if (!found) return refused('not-found')
      if (found.state === 'revoked' || rows.revoke(found.id, at)) return null
      const { state } = rows.byId(id) ?? found
      return refused(state === 'pending' ? 'invitation-used' : codes[state])
    },

    /** Of a room: for who may invite there. All: for administrators. */
    list(person: PersonId, by: ListedBy): Invitation[] | Refused {
      now()
      if (by === 'all' && !mayInvite(person, null)) return refused('not-administrator')
      if (by !== 'all' && 'room' in by) {
        if (!read.isMember(by.room, person)) return refused('room-unknown')
        if (!mayInvite(person, by.room)) return refused('forbidden')
      }
      return rows.list(by, listed)
    },

    /** The invitation of a link as it stands for `person` (null: nobody signed in), or why it is of no use. */
    lookUp(token: string, person: PersonId | null): Invitation | Refused {
      now()
      const found = rows.byHash(hashOf(token))
      if (!found) return refused('invitation-unknown')
      const ended = endedCode(found, person)
      return ended === null ? found : refused(ended)
    },

    /** Why a sign-up with this link and address is refused, or null: it may go on even where sign-up is closed. */
    refusalOf(token: string, email: string): ErrorCode | null {
      const found = this.lookUp(token, null)
      if ('code' in found) return found.code
      return found.email === email.toLowerCase() ? null : 'invitation-other-address'
    },

    /** Lets the person in; again for the same person: the same answer. */
    async accept(
      token: string,
      person: PersonId,
    ): Promise<{ kind: 'accepted'; room: RoomId | null } | Refused> {
      const found = this.lookUp(token, person)
      if ('code' in found) return found
      if (accounts.account(person)?.email.toLowerCase() !== found.email)
        return refused('invitation-other-address')
      // Who holds the token reads the mail of that address.
      accounts.confirmAddress(person, found.email)
      const accepted = { kind: 'accepted', room: found.room } as const
      if (found.state === 'accepted') return accepted
      if (!found.claim) rows.claim(found.id, person, clock.now())
      const taken = rows.byId(found.id)
      if (taken?.claim?.person !== person) return refused('invitation-used')
      const settled = await finish(taken)
      return settled.kind === 'done' ? accepted : refused(settled.code)
    },

    /** At the start: what a crash left between the claim and the room. */
    async finishClaimed(): Promise<void> {
      const at = now()
      for (const invitation of rows.claimed()) await finish(invitation)
      rows.prune(at)
    },
  }
}

const codes = {
  accepted: 'invitation-used',
  revoked: 'invitation-revoked',
  expired: 'invitation-expired',
  lapsed: 'invitation-lapsed',
} as const satisfies Record<Exclude<Invitation['state'], 'pending'>, ErrorCode>
