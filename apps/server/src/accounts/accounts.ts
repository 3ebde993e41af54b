import type { ErrorCode, PersonId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { addressHeader, openAuth, type AuthOptions } from './better-auth.ts'
import type { Accounts, Caller, Proof, Refused, Session, SessionId, SignedIn } from './port.ts'
import { openAdministration } from './administration.ts'
import { openTables } from './tables.ts'

export type AccountsOptions = AuthOptions & {
  clock: Pick<Clock, 'now'>
  /** Hears of every session that ends here, before the call that ended it returns. */
  onEnded(sessions: readonly SessionId[]): void
}

/** The accounts of a server, in the database handed in. */
export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const auth = await openAuth(options)
  const tables = openTables(options.database)
  const administration = openAdministration(options.database)
  const { clock, onEnded } = options

  /** Through the library's own router, not `auth.api`: only that way its rate limit counts. */
  async function ask(path: string, body: object, caller: Caller): Promise<SignedIn | Refused> {
    const headers = new Headers({ 'content-type': 'application/json', origin: options.url })
    headers.set(addressHeader, caller.address)
    if (caller.device !== null) headers.set('user-agent', caller.device)
    const response = await auth.handler(
      new Request(new URL(`/api/auth${path}`, options.url), {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }),
    )
    const token = response.headers.get('set-auth-token')
    if (!response.ok || token === null) return refusal(response)
    // The library hands out the value as its cookie carries it; a header needs no escapes.
    const plain = decodeURIComponent(token)
    const session = await sessionOf({ token: plain })
    const deactivated = session ? null : await personOfSession(plain)
    if (deactivated) {
      tables.dropSessions(deactivated, null)
      return { kind: 'refused', code: 'account-deactivated', retryMs: null }
    }
    if (!session) throw new Error('a sign-in made no session')
    const setCookies = response.headers.getSetCookie()
    return { kind: 'signed-in', session: session.session, token: plain, setCookies }
  }

  async function sessionOf(proof: Proof, how?: 'untouched') {
    const { headers, response } = await auth.api.getSession({
      headers: proofHeaders(proof),
      query: { disableRefresh: how === 'untouched' },
      returnHeaders: true,
    })
    if (!response) return null
    const { id, userId, expiresAt } = response.session
    const session: Session = {
      id: id as SessionId,
      person: userId as PersonId,
      endsAt: expiresAt.getTime(),
    }
    if (session.endsAt <= clock.now() || !administration.isActive(session.person)) return null
    return { session, setCookies: headers.getSetCookie() }
  }

  /** Whose session a token is, deactivated or not. */
  async function personOfSession(token: string): Promise<PersonId | null> {
    const found = await auth.api.getSession({ headers: proofHeaders({ token }) })
    return found ? (found.user.id as PersonId) : null
  }

  return {
    signUp: (account, caller) => ask('/sign-up/email', account, caller),
    signIn: (credentials, caller) => ask('/sign-in/email', credentials, caller),
    async signOut(proof) {
      const known = await sessionOf(proof)
      const { headers } = await auth.api.signOut({
        headers: proofHeaders(proof),
        returnHeaders: true,
      })
      if (known) onEnded([known.session.id])
      return { setCookies: headers.getSetCookie() }
    },
    sessionOf,
    sessionsOf: (person) => tables.sessionsOf(person, clock.now()),
    endSession(person, session) {
      const ended = tables.dropSession(person, session)
      if (ended) onEnded([session])
      return ended
    },
    endSessions(person, except) {
      const ended = tables.dropSessions(person, except)
      if (ended.length > 0) onEnded(ended)
    },
    endedAmong: tables.endedAmong,
    account: tables.account,
    count: tables.count,
    async create({ name, email, password, administrator, sample }) {
      const made = await auth.api.signUpEmail({ body: { name, email, password } })
      const person = made.user.id as PersonId
      // Making an account here signs nobody in: the library's session goes at once.
      tables.dropSessions(person, null)
      if (administrator) tables.makeAdministrator(person)
      if (sample) tables.noteSample(person, password)
      return person
    },
    makeAdministrator: tables.makeAdministrator,
    setAdministrator: administration.setAdministrator,
    setActive(person, on) {
      const result = administration.setActive(person, on, clock.now())
      if (result !== 'done' || on) return result
      const ended = tables.dropSessions(person, null)
      if (ended.length > 0) onEnded(ended)
      return result
    },
    isActive: administration.isActive,
    list: administration.list,
    confirmAddress: tables.confirmAddress,
    listed: administration.listed,
    personOf: tables.personOf,
    isSampleFilled: tables.isSampleFilled,
    markSampleFilled: () => tables.markSampleFilled(clock.now()),
    samplePeople: tables.samplePeople,
    close: () => void options.database.close(),
  }
}

function proofHeaders(proof: Proof): Headers {
  return 'token' in proof
    ? new Headers({ authorization: `Bearer ${proof.token}` })
    : new Headers({ cookie: proof.cookie })
}

/** The library's own codes say which half was wrong and whether an address is known: one answer stands for all of them. */
async function refusal(response: Response): Promise<Refused> {
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after') ?? 60)
    return { kind: 'refused', code: 'rate-limited', retryMs: seconds * 1000 }
  }
  const body: unknown = await response.json().catch(() => null)
  const code = typeof body === 'object' && body && 'code' in body ? String(body.code) : ''
  return { kind: 'refused', code: answers[code] ?? 'internal', retryMs: null }
}

const answers: Record<string, ErrorCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign-in-wrong',
  INVALID_EMAIL: 'sign-in-wrong',
  INVALID_PASSWORD: 'sign-in-wrong',
  USER_ALREADY_EXISTS: 'sign-up-refused',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'sign-up-refused',
  FAILED_TO_CREATE_USER: 'sign-up-refused',
}
