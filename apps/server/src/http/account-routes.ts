import { limits, personSchema } from '@parley/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { passwordChars } from '../accounts/better-auth.ts'
import { ensurePerson, type PeopleDeps } from '../accounts/people.ts'
import type { Accounts, Refused, Session, SessionId, SignedIn } from '../accounts/port.ts'
import type { SignUp } from '../accounts/sign-up.ts'
import { Refusal, refusalSchema } from './errors.ts'
import { callerOf, proofOf, signedIn } from './identity.ts'

export type AccountRoutesDeps = { accounts: Accounts; people: PeopleDeps; signUp: SignUp }

const email = z.email().max(254)
const password = z.string().min(1).max(passwordChars.max)
/** A browser keeps an httpOnly cookie no script can read; an app keeps the token in the system's key store. */
const keep = z.enum(['cookie', 'token']).default('cookie')
const timeZone = z.string().max(64).refine(isTimeZone, 'not a time zone').nullable().default(null)

const signUpBody = z.object({
  name: z.string().trim().min(1).max(limits.nameChars),
  email,
  password,
  setupCode: z.string().max(64).nullable().default(null),
  /** The token of an invitation for this address: opens a closed sign-up. Accepting it is a call of its own. */
  invitation: z.string().max(200).nullable().default(null),
  timeZone,
  keep,
})
const signInBody = z.object({ email, password, keep })

const whoAmI = z.object({
  person: personSchema,
  email: z.string(),
  administrator: z.boolean(),
  session: z.object({ id: z.string(), endsAt: z.number().int() }),
})
const signedInAnswer = whoAmI.extend({ token: z.string().nullable() })
const listedSession = z.object({
  id: z.string(),
  startedAt: z.number().int(),
  endsAt: z.number().int(),
  device: z.string().nullable(),
  current: z.boolean(),
})

const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const tags = ['accounts']

/** Sign up, in and out; who am I; the list of sign-ins. */
export const accountRoutes: FastifyPluginAsyncZod<AccountRoutesDeps> = async (app, deps) => {
  const { accounts, people, signUp } = deps

  /** Also mends an account whose person was never made: a crash fell between the two files. */
  async function describe(session: Session) {
    const account = accounts.account(session.person)
    if (!account) throw new Refusal('session-ended')
    const person = await ensurePerson(account, people)
    const { id, endsAt } = session
    const { administrator } = account
    return { person, email: account.email, administrator, session: { id, endsAt } }
  }

  /** The new cookie takes the former one's place: nobody could end that session any more. */
  async function endReplaced({ headers: { cookie } }: FastifyRequest, { session }: SignedIn) {
    const former = cookie === undefined ? null : await accounts.sessionOf({ cookie }, 'untouched')
    if (former && former.session.id !== session.id)
      accounts.endSession(former.session.person, former.session.id)
  }

  async function answer(
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    result: SignedIn | Refused,
    as: 'cookie' | 'token',
  ) {
    if (result.kind === 'refused') throw new Refusal(result.code, result.retryMs)
    if (as === 'cookie') {
      await endReplaced(request, result)
      void reply.header('set-cookie', result.setCookies)
    }
    return { ...(await describe(result.session)), token: as === 'token' ? result.token : null }
  }

  app.post(
    '/api/v1/sign-up',
    { schema: { tags, body: signUpBody, response: { 200: signedInAnswer, ...refused } } },
    async (request, reply) =>
      answer(
        { request, reply },
        await signUp.signUp(request.body, callerOf(request)),
        request.body.keep,
      ),
  )

  app.post(
    '/api/v1/sign-in',
    { schema: { tags, body: signInBody, response: { 200: signedInAnswer, ...refused } } },
    async (request, reply) =>
      answer(
        { request, reply },
        await accounts.signIn(request.body, callerOf(request)),
        request.body.keep,
      ),
  )

  app.post(
    '/api/v1/sign-out',
    { schema: { tags, response: { 204: z.null(), ...refused } } },
    async (request, reply) => {
      const proof = proofOf(request)
      if (proof) {
        const { setCookies } = await accounts.signOut(proof)
        if ('cookie' in proof) void reply.header('set-cookie', setCookies)
      }
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/session',
    { schema: { tags, response: { 200: whoAmI, ...refused } } },
    async (request, reply) => describe(await signedIn(accounts, request, reply)),
  )

  app.get(
    '/api/v1/sessions',
    {
      schema: {
        tags,
        response: { 200: z.object({ sessions: z.array(listedSession) }), ...refused },
      },
    },
    async (request, reply) => {
      const { id, person } = await signedIn(accounts, request, reply)
      const sessions = accounts.sessionsOf(person)
      return { sessions: sessions.map((listed) => ({ ...listed, current: listed.id === id })) }
    },
  )

  app.delete(
    '/api/v1/sessions/:id',
    {
      schema: {
        tags,
        params: z.object({ id: z.string().max(64) }),
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      const ended = accounts.endSession(person, request.params.id as SessionId)
      if (!ended) throw new Refusal('not-found')
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/sessions/end-others',
    { schema: { tags, response: { 204: z.null(), ...refused } } },
    async (request, reply) => {
      const { person, id } = await signedIn(accounts, request, reply)
      accounts.endSessions(person, id)
      return reply.code(204).send(null)
    },
  )
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
