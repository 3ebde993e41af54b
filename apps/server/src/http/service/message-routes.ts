import { limits, messageIdSchema, personIdSchema, roomIdSchema } from '@parley/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { serviceCall } from '../../marketplace/call.ts'
import { messageAskSchema, postMessage, readMessages } from '../../marketplace/messages.ts'
import { refusalSchema } from '../errors.ts'
import { asRefusal, idempotencyHeaders } from './once.ts'
import type { ServiceRoutesDeps } from './service-routes.ts'

const messageAnswer = z.object({
  id: messageIdSchema,
  seq: z.number().int(),
  at: z.number().int(),
  by: personIdSchema,
  text: z.string(),
  replyTo: messageIdSchema.nullable(),
  editedAt: z.number().int().nullable(),
  deletedAt: z.number().int().nullable(),
})

const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const about = { tags: ['service: messages'], security: [{ serviceToken: [] }] }
const ofRoom = z.object({ room: roomIdSchema })

/** What is said in a service's rooms: it posts and reads. */
export const serviceMessageRoutes: FastifyPluginAsyncZod<ServiceRoutesDeps> = async (
  app,
  { guard, once, marketplace },
) => {
  app.post(
    '/api/v1/rooms/:room/messages',
    {
      schema: {
        ...about,
        summary: 'Post, as a member or as the service itself',
        headers: idempotencyHeaders,
        params: ofRoom,
        body: messageAskSchema,
        response: { 200: z.object({ id: messageIdSchema }), ...refused },
      },
    },
    (request) =>
      once(request, guard(request, 'messages.write'), (call) =>
        postMessage(marketplace, call, request.params.room, request.body),
      ),
  )

  app.get(
    '/api/v1/rooms/:room/messages',
    {
      schema: {
        ...about,
        summary: 'A page of messages, oldest first, the latest page when `before` is left out',
        params: ofRoom,
        querystring: z.object({
          before: z.coerce.number().int().min(1).optional(),
          limit: z.coerce.number().int().min(1).max(limits.itemsPerPage).default(50),
        }),
        response: {
          200: z.object({
            messages: z.array(messageAnswer),
            /** For the page ahead of this one; null when this is the first. */
            before: z.number().int().nullable(),
          }),
          ...refused,
        },
      },
    },
    async (request) => {
      const call = serviceCall(guard(request, 'messages.read'), null)
      const { before = null, limit } = request.query
      return asRefusal(() =>
        readMessages(marketplace, call, request.params.room, { before, limit }),
      )
    },
  )
}
