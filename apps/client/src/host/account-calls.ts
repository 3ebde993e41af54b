import type { Account, Host, HostError, Outcome, ServerCall, ServerInfo } from '@parley/engine'
import {
  errorCodeSchema,
  errors,
  fileIdSchema,
  personSchema,
  type ErrorCode,
  type FileId,
} from '@parley/protocol'
import { z } from 'zod'

/** The account calls of the page's own server. Never throw. */
export type AccountCalls = {
  info(): Promise<Outcome<ServerInfo>>
  signIn(credentials: { email: string; password: string }): Promise<Outcome<Account>>
  signUp(details: Parameters<Host['signUp']>[1]): Promise<Outcome<Account>>
  /** Any other call; its answer as it came. */
  call(call: ServerCall): Promise<Outcome<unknown>>
  sendPhoto(picture: Uint8Array<ArrayBuffer>): Promise<Outcome<FileId>>
  /** Whether the server took note of it. */
  signOut(): Promise<boolean>
}

/** An answer that takes longer is none: the person is waiting. */
const answerMs = 15_000
/** Whoever signs out is already signed out here. */
const farewellMs = 5_000

const infoSchema = z.object({
  name: z.string(),
  version: z.string(),
  signUp: z.object({ open: z.boolean(), needsSetupCode: z.boolean() }),
  samplePeople: z.array(
    z.object({ name: z.string(), role: z.string(), email: z.string(), password: z.string() }),
  ),
})
const signedInSchema = z.object({ person: personSchema, email: z.string() })
const sentSchema = z.object({ file: fileIdSchema })
const refusalSchema = z.object({ code: errorCodeSchema })

export function createAccountCalls(origin: string, request: typeof fetch): AccountCalls {
  async function call<T>(
    path: string,
    init: RequestInit,
    schema: z.ZodType<T>,
  ): Promise<Outcome<T>> {
    let response: Response
    let body: unknown
    try {
      const signal = AbortSignal.timeout(answerMs)
      response = await request(`${origin}${path}`, { cache: 'no-store', ...init, signal })
      body = await response.json().catch(() => null)
    } catch {
      return failed('offline')
    }
    if (response.ok) {
      const parsed = schema.safeParse(body)
      return parsed.success ? { ok: true, value: parsed.data } : failed('not-parley')
    }
    const refusal = refusalSchema.safeParse(body)
    if (refusal.success) return failed(refusal.data.code)
    // What stands between the page and its server (a proxy, a tunnel) answers for a server that is down.
    return failed(response.status >= 500 ? 'offline' : 'not-parley')
  }
  async function enter(path: string, details: object): Promise<Outcome<Account>> {
    const init = { method: 'POST', ...jsonOf({ ...details, keep: 'cookie' }) }
    const answer = await call(path, init, signedInSchema)
    if (!answer.ok) return answer
    const { person, email } = answer.value
    const { id, name, handle } = person
    return { ok: true, value: { server: origin, person: id, name, handle, email } }
  }

  return {
    async info() {
      const answer = await call('/api/v1/server', {}, infoSchema)
      if (!answer.ok) return answer
      const { name, version, signUp, samplePeople } = answer.value
      const kind = signUp.needsSetupCode ? 'needs-setup-code' : signUp.open ? 'open' : 'closed'
      const value = { address: origin, name, version, signUp: kind, sample: samplePeople } as const
      return { ok: true, value }
    },
    signIn: (credentials) => enter('/api/v1/sign-in', credentials),
    signUp: (details) =>
      enter('/api/v1/sign-up', {
        ...details,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
    call: ({ method, path, body }) =>
      call(path, body === undefined ? { method } : { method, ...jsonOf(body) }, z.unknown()),
    async sendPhoto(picture) {
      const headers = { 'content-type': 'application/octet-stream' }
      const init = { method: 'POST', headers, body: picture }
      const answer = await call('/api/v1/photos', init, sentSchema)
      return answer.ok ? { ok: true, value: answer.value.file } : answer
    },
    async signOut() {
      const signal = AbortSignal.timeout(farewellMs)
      return await request(`${origin}/api/v1/sign-out`, { method: 'POST', signal }).then(
        // The server's own words: what stands in between may answer anything.
        ({ status }) => status === 204 || status === 401,
        () => false,
      )
    },
  }
}

const jsonOf = (body: object) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const sentences = {
  offline: 'The server does not answer. Look at your network and try again.',
  'not-parley': 'Something answers at this address, but it is not Parley.',
}
/** Codes the interface has its own words for. */
const renamed: Partial<Record<ErrorCode, HostError['code']>> = {
  'sign-in-wrong': 'wrong-credentials',
}

function failed(code: ErrorCode | keyof typeof sentences): { ok: false; error: HostError } {
  if (code === 'offline' || code === 'not-parley')
    return { ok: false, error: { code, sentence: sentences[code] } }
  return { ok: false, error: { code: renamed[code] ?? code, sentence: errors[code].sentence } }
}
