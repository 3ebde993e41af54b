import type { Instant, PersonId, RoomId } from '@parley/protocol'

export type InvitationId = string & { readonly brand: 'InvitationId' }

/**
 * `pending` is where an invitation begins; it ends once, as one of the others, and stays so. `lapsed`: when it was accepted, the
 * room or the inviter's right to invite was gone.
 */
export type InvitationState = 'pending' | 'accepted' | 'revoked' | 'expired' | 'lapsed'

/** What became of its mail. `dueAt`: when it is tried next, null when it is not. */
export type Delivery = {
  sentAt: Instant | null
  dueAt: Instant | null
  attempts: number
  /** Why the last attempt failed, in words for people; null when it did not. */
  problem: string | null
}

/** Someone without an account, asked in by e-mail: for that address alone, for a while, once. */
export type Invitation = {
  id: InvitationId
  /** Null: into the server, by an administrator, and into no room yet. */
  room: RoomId | null
  /** In lower case. */
  email: string
  by: PersonId
  madeAt: Instant
  expiresAt: Instant
  state: InvitationState
  /** Who it lets in: they came with the token and own the address. From then on nobody else can take or end it. */
  claim: { person: PersonId; at: Instant } | null
  mail: Delivery
}

export const invitationDays = 7
export const lifeMs = invitationDays * 24 * 60 * 60 * 1000

/** Enough of an address to know one's own again: `b••@example.com`. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}••${email.slice(at)}`
}
