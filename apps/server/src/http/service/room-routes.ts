import {
  contractSchema,
  limits,
  personIdSchema,
  roleSchema,
  roomIdSchema,
  roomKindSchema,
  titleSchema,
  topicSchema,
  type Person,
  type RoomState,
} from '@parley/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { serviceCall, type ServiceCall } from '../../marketplace/call.ts'
import { personRefSchema } from '../../marketplace/named-people.ts'
import {
  addPeople,
  changeRoom,
  endContract,
  openRoom,
  ownRoom,
  removePerson,
  roomAskSchema,
  startContract,
} from '../../marketplace/rooms.ts'
import { refusalSchema } from '../errors.ts'
import { asRefusal, idempotencyHeaders } from './once.ts'
import type { ServiceRoutesDeps } from './service-routes.ts'

const personAnswer = z.object({ id: personIdSchema, handle: z.string(), name: z.string() })
const roomAnswer = z.object({
  id: roomIdSchema,
  externalKey: z.string().nullable(),
  /** The address that opens the room for its members. */
  url: z.string(),
  kind: roomKindSchema,
  title: z.string(),
  topic: z.string(),
  contract: contractSchema.nullable(),
  createdAt: z.number().int(),
  /** Who is in it now. */
  members: z.array(personAnswer.extend({ role: roleSchema })),
})
const guestsAnswer = z.object({
  /** Those who are here, in the order named, the client first. */
  people: z.array(personAnswer),
  /** The addresses nobody has an account with: each has an invitation under way. */
  invited: z.array(z.string()),
})

const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const about = { tags: ['service: rooms'], security: [{ serviceToken: [] }] }
const ofRoom = z.object({ room: roomIdSchema })

/** Rooms as a service drives them (PRODUCT R5). It reaches those it made. */
export const serviceRoomRoutes: FastifyPluginAsyncZod<ServiceRoutesDeps> = async (app, deps) => {
  const { guard, once, marketplace, address } = deps

  function view({ token }: ServiceCall, state: RoomState): z.infer<typeof roomAnswer> {
    const { id, kind, title, topic, contract, createdAt, members } = state
    return {
      id,
      externalKey: marketplace.rooms.externalKeyOf(token.service, id),
      url: `${address.url}/r/${id}`,
      kind,
      title,
      topic,
      contract,
      createdAt,
      members: members
        .filter(({ left }) => left === null)
        .map(({ person, role }) => ({ ...shown(person), role })),
    }
  }

  app.post(
    '/api/v1/rooms',
    {
      schema: {
        ...about,
        summary: 'Make a room, or find the one that stands',
        headers: idempotencyHeaders,
        body: roomAskSchema,
        response: {
          200: guestsAnswer.extend({ room: roomIdSchema, url: z.string(), created: z.boolean() }),
          ...refused,
        },
      },
    },
    (request) =>
      once(request, guard(request, 'rooms'), async (call) => {
        const { room, created, people, invited } = await openRoom(marketplace, call, request.body)
        const url = `${address.url}/r/${room}`
        return { room, url, created, people: people.map(shown), invited }
      }),
  )

  app.get(
    '/api/v1/rooms',
    {
      schema: {
        ...about,
        summary: 'The rooms the service made, oldest first',
        querystring: z.object({
          after: roomIdSchema.optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ rooms: z.array(roomAnswer) }), ...refused },
      },
    },
    async (request) => {
      const call = serviceCall(guard(request, 'rooms'), null)
      const { after = null, limit } = request.query
      const rooms = marketplace.rooms.list(call.token.service, after, limit)
      return {
        rooms: rooms.flatMap(({ room }) => {
          const state = marketplace.read.room(room)
          return state ? [view(call, state)] : []
        }),
      }
    },
  )

  app.get(
    '/api/v1/rooms/:room',
    { schema: { ...about, params: ofRoom, response: { 200: roomAnswer, ...refused } } },
    async (request) => {
      const call = serviceCall(guard(request, 'rooms'), null)
      return asRefusal(() => view(call, ownRoom(marketplace, call, request.params.room)))
    },
  )

  app.patch(
    '/api/v1/rooms/:room',
    {
      schema: {
        ...about,
        headers: idempotencyHeaders,
        params: ofRoom,
        body: z.strictObject({ title: titleSchema.optional(), topic: topicSchema.optional() }),
        response: { 200: roomAnswer, ...refused },
      },
    },
    (request) =>
      once(request, guard(request, 'rooms'), async (call) => {
        const { room } = request.params
        const { title = null, topic = null } = request.body
        await changeRoom(marketplace, call, room, { title, topic })
        return view(call, ownRoom(marketplace, call, room))
      }),
  )

  app.post(
    '/api/v1/rooms/:room/members',
    {
      schema: {
        ...about,
        headers: idempotencyHeaders,
        params: ofRoom,
        body: z.strictObject({
          people: z.array(personRefSchema).min(1).max(limits.peoplePerCommand),
        }),
        response: { 200: guestsAnswer, ...refused },
      },
    },
    (request) =>
      once(request, guard(request, 'rooms'), async (call) => {
        const { room } = request.params
        const { people, invited } = await addPeople(marketplace, call, room, request.body.people)
        return { people: people.map(shown), invited }
      }),
  )

  app.delete(
    '/api/v1/rooms/:room/members/:person',
    {
      schema: {
        ...about,
        headers: idempotencyHeaders,
        params: ofRoom.extend({ person: personIdSchema }),
        response: { 200: roomAnswer, ...refused },
      },
    },
    (request) =>
      once(request, guard(request, 'rooms'), async (call) => {
        const { room, person } = request.params
        await removePerson(marketplace, call, room, person)
        return view(call, ownRoom(marketplace, call, room))
      }),
  )

  app.post(
    '/api/v1/rooms/:room/contract',
    {
      schema: {
        ...about,
        summary: 'Turn an interview into a contract',
        headers: idempotencyHeaders,
        params: ofRoom,
        body: z.strictObject({ title: titleSchema }),
        response: { 200: roomAnswer, ...refused },
      },
    },
    (request) =>
      once(request, guard(request, 'rooms'), async (call) => {
        const { room } = request.params
        await startContract(marketplace, call, room, request.body.title)
        return view(call, ownRoom(marketplace, call, room))
      }),
  )

  app.post(
    '/api/v1/rooms/:room/contract/end',
    {
      schema: {
        ...about,
        summary: 'End the contract',
        headers: idempotencyHeaders,
        params: ofRoom,
        response: { 200: roomAnswer, ...refused },
      },
    },
    (request) =>
      once(request, guard(request, 'rooms'), async (call) => {
        const { room } = request.params
        await endContract(marketplace, call, room)
        return view(call, ownRoom(marketplace, call, room))
      }),
  )
}

const shown = ({ id, handle, name }: Person) => ({ id, handle, name })
