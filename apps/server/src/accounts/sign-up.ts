import type { ErrorCode } from '@parley/protocol'
import { passwordChars } from './better-auth.ts'
import { ensurePerson, type PeopleDeps } from './people.ts'
import type { Accounts, Caller, NewAccount, Refused, SignedIn } from './port.ts'
import { isSetupCode } from './setup-code.ts'

/** `setupCode` is what the terminal shows while the server is empty. `isOpen` is asked each time: it changes while the server runs. */
export type SignUpRules = {
  isOpen(): boolean
  setupCode: string
  /** Why an invitation does not let this address in, or null when it does. */
  invitationRefusal(token: string, email: string): ErrorCode | null
}
/** `invitation`: the token of one for this address, which opens a closed sign-up; taking it is a call of its own. */
export type SignUpRequest = NewAccount & {
  setupCode: string | null
  timeZone: string | null
  invitation: string | null
}

/** Sign-up as people meet it (PRODUCT P0): on an empty server the code makes the first of them administrator. */
export function createSignUp(deps: { accounts: Accounts; people: PeopleDeps; rules: SignUpRules }) {
  const { accounts, people, rules } = deps
  /** One after another while the server is empty: the code makes one administrator, not two. */
  let first: Promise<unknown> = Promise.resolve()

  async function make(request: SignUpRequest, caller: Caller): Promise<SignedIn | Refused> {
    const isFirst = accounts.count() === 0
    const code = refusalOf(request, isFirst)
    if (code) return { kind: 'refused', code, retryMs: null }
    const { name, email, password, timeZone } = request
    const result = await accounts.signUp({ name, email, password }, caller)
    if (result.kind === 'refused') return result
    const { person } = result.session
    if (isFirst) accounts.makeAdministrator(person)
    await ensurePerson({ person, name, email: email.toLowerCase() }, people, { timeZone })
    return result
  }

  function refusalOf(request: SignUpRequest, isFirst: boolean): ErrorCode | null {
    if (isFirst) {
      if (!isSetupCode(rules.setupCode, request.setupCode ?? '')) return 'setup-code-wrong'
    } else if (request.invitation !== null) {
      const code = rules.invitationRefusal(request.invitation, request.email)
      if (code) return code
    } else if (!rules.isOpen()) return 'sign-up-closed'
    return request.password.length < passwordChars.min ? 'password-short' : null
  }

  return {
    signUp(request: SignUpRequest, caller: Caller): Promise<SignedIn | Refused> {
      if (accounts.count() > 0) return make(request, caller)
      const turn = first.then(() => make(request, caller))
      first = turn.catch(() => undefined)
      return turn
    },
    /** What the sign-up page has to ask for. */
    state: () => {
      const isEmpty = accounts.count() === 0
      return { open: isEmpty || rules.isOpen(), needsSetupCode: isEmpty }
    },
  }
}

export type SignUp = ReturnType<typeof createSignUp>
