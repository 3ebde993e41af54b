import { personIdSchema, type PersonId } from '@parley/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Accounts } from '../../accounts/port.ts'
import type { Reads } from '../../store/port.ts'
import { administrator } from '../administrator.ts'
import { Refusal, refusalSchema } from '../errors.ts'

const accountAnswer = z.object({
  person: personIdSchema,
  name: z.string(),
  /** Null for an account whose person was not made yet: it is at its next sign-in. */
  handle: z.string().nullable(),
  email: z.string(),
  administrator: z.boolean(),
  madeAt: z.number().int(),
  seenAt: z.number().int().nullable(),
  deactivatedAt: z.number().int().nullable(),
})

const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const tags = ['administration']
const ofPerson = z.object({ person: personIdSchema })

/** Everyone with an account, by pages; who is administrator; who may come in. */
export const adminPeopleRoutes: FastifyPluginAsyncZod<{
  accounts: Accounts
  read: Pick<Reads, 'person'>
}> = async (app, { accounts, read }) => {
  const listed = (asked: Parameters<Accounts['list']>[0]) =>
    accounts.list(asked).map((account) => {
      const person = read.person(account.person)
      return { ...account, name: person?.name ?? account.name, handle: person?.handle ?? null }
    })

  app.get(
    '/api/v1/admin/people',
    {
      schema: {
        tags,
        summary: 'Latest first; `after` is the last one of the page before',
        querystring: z.object({
          search: z.string().trim().max(200).default(''),
          after: personIdSchema.optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
        response: {
          200: z.object({
            people: z.array(accountAnswer),
            more: z.boolean(),
            /** All accounts, found or not. */
            total: z.number().int(),
          }),
          ...refused,
        },
      },
    },
    async (request, reply) => {
      await administrator(accounts, request, reply)
      const { search, after = null, limit } = request.query
      const people = listed({ search, after, limit: limit + 1 })
      const more = people.length > limit
      return { people: people.slice(0, limit), more, total: accounts.count() }
    },
  )

  app.patch(
    '/api/v1/admin/people/:person',
    {
      schema: {
        tags,
        summary: 'Give or take the administrator’s right; deactivate or let in again',
        params: ofPerson,
        body: z.strictObject({
          administrator: z.boolean().optional(),
          active: z.boolean().optional(),
        }),
        response: { 200: accountAnswer, ...refused },
      },
    },
    async (request, reply) => {
      const { person: asking } = await administrator(accounts, request, reply)
      const { person } = request.params
      const { administrator: on, active } = request.body
      // An own account that is deactivated could not be let in again by whoever did it by mistake.
      if (active === false && person === asking) throw new Refusal('own-account')
      if (on !== undefined) refuseUnlessDone(accounts.setAdministrator(person, on))
      if (active !== undefined) refuseUnlessDone(accounts.setActive(person, active))
      return one(person)
    },
  )

  function one(person: PersonId): z.infer<typeof accountAnswer> {
    const account = accounts.listed(person)
    if (!account) throw new Refusal('person-unknown')
    const known = read.person(person)
    return { ...account, name: known?.name ?? account.name, handle: known?.handle ?? null }
  }
}

function refuseUnlessDone(result: 'done' | 'unknown' | 'last-administrator'): void {
  if (result === 'unknown') throw new Refusal('person-unknown')
  if (result === 'last-administrator') throw new Refusal('last-administrator')
}
