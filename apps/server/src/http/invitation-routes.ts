import { personIdSchema, roomIdSchema, type PersonId } from '@parley/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ensurePerson, type PeopleDeps } from '../accounts/people.ts'
import type { Accounts } from '../accounts/port.ts'
import type { Clock } from '../clock.ts'
import { masked, type Invitation } from '../invitations/invitation.ts'
import type { Invitations } from '../invitations/invitations.ts'
import type { Reads } from '../store/port.ts'
import type { PersonRates } from '../sync/person-rates.ts'
import { Refusal, refusalSchema } from './errors.ts'
import { proofOf, signedIn } from './identity.ts'

export type InvitationRoutesDeps = {
  accounts: Accounts
  people: PeopleDeps
  read: Pick<Reads, 'room' | 'person'>
  invitations: Invitations
  clock: Pick<Clock, 'now'>
  invitationRates: {
    /** Of making and sending again, by person. */
    makes: PersonRates<PersonId>
    /** Of looking up and accepting, by the caller's address. */
    asks: PersonRates<string>
  }
}

const listed = z.object({
  id: z.string(),
  room: roomIdSchema.nullable(),
  /** The room's title now; null for none. */
  roomTitle: z.string().nullable(),
  email: z.string(),
  by: z.object({ id: personIdSchema, name: z.string() }),
  madeAt: z.number().int(),
  expiresAt: z.number().int(),
  state: z.enum(['pending', 'accepted', 'revoked', 'expired', 'lapsed']),
  /** `waiting`: not tried yet. `failed`: see `problem`; tried again at `nextAt`, null for never. */
  mail: z.object({
    state: z.enum(['waiting', 'sent', 'failed']),
    sentAt: z.number().int().nullable(),
    nextAt: z.number().int().nullable(),
    problem: z.string().nullable(),
  }),
})

/** What the page behind a link shows. `for`: who asks, seen from the invitation; another person gets its address masked. */
const lookedUp = z.object({
  for: z.enum(['nobody', 'invited', 'other']),
  email: z.string(),
  inviter: z.string(),
  roomTitle: z.string().nullable(),
  /** Whether the address has an account: then one signs in, else one signs up. */
  hasAccount: z.boolean(),
  expiresAt: z.number().int(),
})

const tags = ['invitations']
const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const tokenBody = z.strictObject({ token: z.string().min(1).max(200) })
const params = z.object({ id: z.string().max(64) })

/** Invitations by e-mail: sent, listed and taken back by who may invite; looked up and accepted by who holds the link. */
export const invitationRoutes: FastifyPluginAsyncZod<InvitationRoutesDeps> = async (app, deps) => {
  const { accounts, people, read, invitations, clock, invitationRates: rates } = deps

  function view(invitation: Invitation): z.infer<typeof listed> {
    const { id, room, email, by, madeAt, expiresAt, state, mail } = invitation
    const failed = mail.problem !== null
    return {
      id,
      room,
      roomTitle: room === null ? null : (read.room(room)?.title ?? null),
      email,
      by: { id: by, name: read.person(by)?.name ?? '' },
      madeAt,
      expiresAt,
      state,
      mail: {
        state: failed ? 'failed' : mail.sentAt === null ? 'waiting' : 'sent',
        sentAt: mail.sentAt,
        nextAt: mail.dueAt,
        problem: mail.problem,
      },
    }
  }

  function limited<Key extends string>(bucket: PersonRates<Key>, key: Key): void {
    const waitMs = bucket.take(key, clock.now())
    if (waitMs > 0) throw new Refusal('rate-limited', waitMs)
  }

  function given<T extends object>(answer: T | Refused): T {
    if ('kind' in answer && answer.kind === 'refused') throw refusalOf(answer)
    return answer as T
  }

  /** Who asks, when somebody is signed in at all. */
  async function caller(request: FastifyRequest, reply: FastifyReply): Promise<PersonId | null> {
    if (!proofOf(request)) return null
    return signedIn(accounts, request, reply).then(
      ({ person }) => person,
      () => null,
    )
  }

  app.post(
    '/api/v1/invitations',
    {
      schema: {
        tags,
        body: z.strictObject({ room: roomIdSchema.nullable(), email: z.email().max(254) }),
        response: { 200: listed, ...refused },
      },
    },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      limited(rates.makes, person)
      return view(given(invitations.create(person, request.body)))
    },
  )

  app.get(
    '/api/v1/invitations',
    {
      schema: {
        tags,
        description: 'One’s own; those of a room; all of the server, for administrators.',
        querystring: z.strictObject({
          room: roomIdSchema.optional(),
          all: z.literal('true').optional(),
        }),
        response: { 200: z.object({ invitations: z.array(listed) }), ...refused },
      },
    },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      const { room, all } = request.query
      const by = all ? 'all' : room === undefined ? { inviter: person } : { room }
      return { invitations: given(invitations.list(person, by)).map(view) }
    },
  )

  app.post(
    '/api/v1/invitations/:id/resend',
    { schema: { tags, params, response: { 200: listed, ...refused } } },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      limited(rates.makes, person)
      return view(given(invitations.resend(request.params.id, person)))
    },
  )

  app.delete(
    '/api/v1/invitations/:id',
    { schema: { tags, params, response: { 204: z.null(), ...refused } } },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      const answer = invitations.revoke(request.params.id, person)
      if (answer) throw refusalOf(answer)
      return reply.code(204).send(null)
    },
  )

  // The token travels in the body: addresses end up in logs.
  app.post(
    '/api/v1/invitations/look-up',
    { schema: { tags, body: tokenBody, response: { 200: lookedUp, ...refused } } },
    async (request, reply) => {
      limited(rates.asks, request.ip)
      const person = await caller(request, reply)
      const found = given(invitations.lookUp(request.body.token, person))
      const isTheirs = person !== null && accounts.account(person)?.email === found.email
      const who: z.infer<typeof lookedUp>['for'] =
        person === null ? 'nobody' : isTheirs ? 'invited' : 'other'
      return {
        for: who,
        email: who === 'other' ? masked(found.email) : found.email,
        inviter: read.person(found.by)?.name ?? '',
        roomTitle: found.room === null ? null : (read.room(found.room)?.title ?? null),
        hasAccount: accounts.personOf(found.email) !== null,
        expiresAt: found.expiresAt,
      }
    },
  )

  app.post(
    '/api/v1/invitations/accept',
    {
      schema: {
        tags,
        body: tokenBody,
        response: { 200: z.object({ room: roomIdSchema.nullable() }), ...refused },
      },
    },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      limited(rates.asks, request.ip)
      const account = accounts.account(person)
      if (account) await ensurePerson(account, people)
      const { room } = given(await invitations.accept(request.body.token, person))
      return { room }
    },
  )
}

type Refused = Extract<ReturnType<Invitations['create']>, { kind: 'refused' }>
const refusalOf = ({ code, retryMs }: Refused) => new Refusal(code, retryMs)
