import type { Host, HostError, Outcome, ServerCall, ServerInfo } from '@parley/engine'
import {
  type ErrorCode,
  errorCodeSchema,
  errors,
  type Person,
  personSchema,
} from '@parley/protocol'
import { z } from 'zod'

/** The part of `fetch` that is used; in the app it goes through a session of its own, without cookies. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export type SignedIn = { person: Person; email: string; token: string }

/** A server's account calls, for who is not connected yet. `server` is an origin; never throws. */
export type ServerApi = {
  info(server: string): Promise<Outcome<ServerInfo>>
  signIn(
    server: string,
    credentials: { email: string; password: string },
  ): Promise<Outcome<SignedIn>>
  signUp(server: string, details: Parameters<Host['signUp']>[1]): Promise<Outcome<SignedIn>>
  /** Any other call; its answer as it came. */
  call(server: string, call: ServerCall, token: string | null): Promise<Outcome<unknown>>
  /** Whether the server took note of it. */
  signOut(server: string, token: string): Promise<boolean>
}

/** An answer that takes longer is none: the person is waiting. */
const answerMs = 15_000
/** Whoever signs out is already signed out here. */
const farewellMs = 5_000
/** No honest answer is longer. */
const answerBytes = 1024 * 1024

const infoSchema = z.object({
  name: z.string().max(200),
  version: z.string().max(100),
  signUp: z.object({ open: z.boolean(), needsSetupCode: z.boolean() }),
  samplePeople: z
    .array(
      z.object({
        name: z.string(),
        role: z.string().default(''),
        email: z.string(),
        password: z.string(),
      }),
    )
    .max(50),
})
const signedInSchema = z.object({
  person: personSchema,
  email: z.string().max(254),
  token: z.string().min(1).max(4096),
})
const refusalSchema = z.object({ code: errorCodeSchema })

export function createServerApi(fetch: Fetch): ServerApi {
  async function call<T>(
    { server, path, init }: { server: string; path: string; init?: RequestInit },
    schema: z.ZodType<T>,
  ): Promise<Outcome<T>> {
    let response: Response
    let body: unknown
    try {
      response = await fetch(`${server}${path}`, {
        // A redirect would carry the password to wherever it points.
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        ...init,
        signal: AbortSignal.timeout(answerMs),
      })
      body = await jsonOf(response)
    } catch {
      return failed('offline')
    }
    if (response.ok) {
      const parsed = schema.safeParse(body)
      return parsed.success ? { ok: true, value: parsed.data } : failed('not-parley')
    }
    const refusal = refusalSchema.safeParse(body)
    return failed(refusal.success ? refusal.data.code : 'not-parley')
  }

  const post = (server: string, path: string, body: object) =>
    call({ server, path, init: posted({ ...body, keep: 'token' }) }, signedInSchema)

  return {
    async info(server) {
      const answer = await call({ server, path: '/api/v1/server' }, infoSchema)
      if (!answer.ok) return answer.error.code === 'offline' ? answer : failed('not-parley')
      const { name, version, signUp, samplePeople } = answer.value
      const kind = signUp.needsSetupCode ? 'needs-setup-code' : signUp.open ? 'open' : 'closed'
      return {
        ok: true,
        value: { address: server, name, version, signUp: kind, sample: samplePeople },
      }
    },
    signIn: (server, credentials) => post(server, '/api/v1/sign-in', credentials),
    signUp: (server, details) => post(server, '/api/v1/sign-up', details),
    call(server, { method, path, body }, token) {
      const headers: Record<string, string> = {}
      if (token !== null) headers['authorization'] = `Bearer ${token}`
      if (body === undefined) return call({ server, path, init: { method, headers } }, z.unknown())
      headers['content-type'] = 'application/json'
      return call(
        { server, path, init: { method, headers, body: JSON.stringify(body) } },
        z.unknown(),
      )
    },
    async signOut(server, token) {
      try {
        const headers = { authorization: `Bearer ${token}` }
        const response = await fetch(`${server}/api/v1/sign-out`, {
          method: 'POST',
          headers,
          redirect: 'error',
          credentials: 'omit',
          signal: AbortSignal.timeout(farewellMs),
        })
        // The server's own words, also for a session that is over already: what stands in between may answer anything.
        return response.status === 204 || response.status === 401
      } catch {
        return false
      }
    },
  }
}

function posted(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

/** Reads no further than an honest answer goes. Throws when the connection breaks; null for what is no JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > answerBytes) return null
  }
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Codes the interface has its own words for. */
const renamed: Partial<Record<ErrorCode, HostError['code']>> = {
  'sign-in-wrong': 'wrong-credentials',
}
const sentences = {
  offline: 'The server does not answer. Look at the address and at your network.',
  'not-parley': 'Something answers at this address, but it is not Parley.',
}

function failed(code: ErrorCode | keyof typeof sentences): { ok: false; error: HostError } {
  if (code === 'offline' || code === 'not-parley')
    return { ok: false, error: { code, sentence: sentences[code] } }
  return { ok: false, error: { code: renamed[code] ?? code, sentence: errors[code].sentence } }
}
