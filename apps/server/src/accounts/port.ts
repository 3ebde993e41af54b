import type { ErrorCode, Instant, PersonId } from '@parley/protocol'

/** Names a sign-in without being able to act for it, unlike its token. */
export type SessionId = string & { readonly brand: 'SessionId' }

/** One sign-in of one person on one device. It ends at `endsAt` unless used before. */
export type Session = { id: SessionId; person: PersonId; endsAt: Instant }

/** How a request shows whose it is: the value of its `Cookie` header, or a bearer token. */
export type Proof = { cookie: string } | { token: string }

/** A sign-in as its owner sees it in the list of sessions. */
export type ListedSession = {
  id: SessionId
  startedAt: Instant
  endsAt: Instant
  /** What the browser or app called itself, or null. */
  device: string | null
}

/** Where a sign-in or sign-up came from, for the rate limit and the list of sessions. */
export type Caller = { address: string; device: string | null }

export type NewAccount = { name: string; email: string; password: string }

/** `token` for the app's `Authorization` header, `setCookies` for a browser: the same sign-in twice. */
export type SignedIn = { kind: 'signed-in'; session: Session; token: string; setCookies: string[] }
export type Refused = { kind: 'refused'; code: ErrorCode; retryMs: number | null }

export type Account = { person: PersonId; name: string; email: string; administrator: boolean }

/** An account as the administrators see it. */
export type ListedAccount = Account & {
  madeAt: Instant
  /** When one of its sessions was last used, to the day; null without a session. */
  seenAt: Instant | null
  deactivatedAt: Instant | null
}

/**
 * Who may sign in. Passwords and tokens stay behind this port. Sessions that end here are published at once by the adapter;
 * those that ended elsewhere are found by `endedAmong`.
 */
export type Accounts = {
  signUp(account: NewAccount, caller: Caller): Promise<SignedIn | Refused>
  signIn(
    credentials: { email: string; password: string },
    caller: Caller,
  ): Promise<SignedIn | Refused>
  /** Ends the session. Its cookie, if any, is taken back by the returned `Set-Cookie` values. */
  signOut(proof: Proof): Promise<{ setCookies: string[] }>
  /**
   * The live session a request shows, or null. It is prolonged when a day has passed since it was; `setCookies` prolong its cookie with
   * it. With `untouched` it is not: a session prolonged where no cookie can be set would outlive the cookie.
   */
  sessionOf(
    proof: Proof,
    how?: 'untouched',
  ): Promise<{ session: Session; setCookies: string[] } | null>
  sessionsOf(person: PersonId): ListedSession[]
  /** Ends one of the person's sessions; false when it is not theirs or ended already. */
  endSession(person: PersonId, session: SessionId): boolean
  /** Ends all of the person's sessions but `except`. */
  endSessions(person: PersonId, except: SessionId | null): void
  /** Those of `sessions` that no longer live at `now`. One query, asked every second for all connected sockets. */
  endedAmong(sessions: readonly SessionId[], now: Instant): SessionId[]
  account(person: PersonId): Account | null
  count(): number
  /** Makes an account without a sign-in: for the command line and the sample workspace. */
  create(account: NewAccount & { administrator: boolean; sample: boolean }): Promise<PersonId>
  makeAdministrator(person: PersonId): void
  /** Gives or takes the right. `last-administrator` when nobody active would have it any more. */
  setAdministrator(person: PersonId, on: boolean): 'done' | 'unknown' | 'last-administrator'
  /**
   * Nobody comes in with the account from then on, and every session of it ends at once; or lets it in again. Its rooms and
   * what was said in them stay.
   */
  setActive(person: PersonId, on: boolean): 'done' | 'unknown' | 'last-administrator'
  /** False for a deactivated account; true for everyone else, who came with an import or is a robot, too. */
  isActive(person: PersonId): boolean
  /** One account as `list` shows it. */
  listed(person: PersonId): ListedAccount | null
  /** Latest first, after the account given (null: from the start); `search` is a part of the name or the address. */
  list(asked: { search: string; after: PersonId | null; limit: number }): ListedAccount[]
  /** The person has shown that they read the mail of this address; nothing when it is not theirs (any more). */
  confirmAddress(person: PersonId, email: string): void
  /** Whose account has this address, in whatever case. */
  personOf(email: string): PersonId | null
  /** True once the sample workspace stands whole. */
  isSampleFilled(): boolean
  markSampleFilled(): void
  /** Sample accounts whose well-known password still lets anyone in. */
  samplePeople(): { name: string; email: string; password: string }[]
  close(): void
}
