import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Refused } from '../marketplace/call.ts'
import { isMessageEvent, webhookEventSchema } from '../webhooks/events.ts'
import type { Webhook, WebhookId } from '../webhooks/port.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { refusalSchema } from './errors.ts'
import { asRefusal } from './service/once.ts'

const webhookAnswer = z.object({
  id: z.string(),
  service: z.string(),
  url: z.string(),
  events: z.array(webhookEventSchema),
  madeAt: z.number().int(),
  lastSuccessAt: z.number().int().nullable(),
  /** Since when nothing came through; null when the last attempt did. */
  failingSince: z.number().int().nullable(),
  /** Set once nothing is sent any more, with a sentence that says why. */
  disabled: z.object({ at: z.number().int(), why: z.string() }).nullable(),
})
const attemptFields = {
  room: z.string().nullable(),
  seq: z.number().int(),
  event: z.string(),
  type: z.string(),
  at: z.number().int(),
  /** Null when no answer came; `error` then says why. */
  status: z.number().int().nullable(),
  durationMs: z.number().int(),
  error: z.string().nullable(),
  byHand: z.boolean(),
}
const attemptAnswer = z.object(attemptFields)
const loggedAnswer = z.object({ id: z.number().int(), ...attemptFields })

const ofWebhook = z.object({ id: z.string().max(64) })
const given = {
  url: z.string().max(2_000),
  events: z.array(webhookEventSchema).min(1).max(webhookEventSchema.options.length),
}

/** Who is let in at one of the two doors. `service` null reaches every service's webhooks. */
export type Entered = { service: string | null; mayReadMessages: boolean }

export type WebhookRoutesDeps = {
  webhooks: Webhooks
  base: string
  about: { tags: string[]; security?: { [name: string]: string[] }[] }
  enter(request: FastifyRequest, reply: FastifyReply): Promise<Entered>
}

/** The same routes for a service, with its token, and for administrators, with their session. */
export const webhookRoutes: FastifyPluginAsyncZod<WebhookRoutesDeps> = async (app, deps) => {
  const { webhooks, base, about, enter } = deps
  const refused = { '4xx': refusalSchema, '5xx': refusalSchema }

  app.get(
    base,
    {
      schema: {
        ...about,
        response: { 200: z.object({ webhooks: z.array(webhookAnswer) }), ...refused },
      },
    },
    async (request, reply) => {
      const { service } = await enter(request, reply)
      return { webhooks: webhooks.list(service).map(shown) }
    },
  )

  app.post(
    base,
    {
      schema: {
        ...about,
        summary: 'Make a webhook; the answer shows its secret, this once',
        body: z.strictObject({
          ...given,
          service: z.string().max(200).optional().describe('Asked of administrators only'),
        }),
        response: { 200: z.object({ webhook: webhookAnswer, secret: z.string() }), ...refused },
      },
    },
    async (request, reply) => {
      const { service, mayReadMessages } = await enter(request, reply)
      const { url, events, service: named } = request.body
      return asRefusal(() => {
        const owner = service ?? named
        if (owner === undefined || (service !== null && named !== undefined))
          throw new Refused('bad-frame')
        if (!mayReadMessages && events.some(isMessageEvent)) throw new Refused('scope-missing')
        const made = webhooks.add(owner, { url, events: [...new Set(events)] })
        return { webhook: shown(made.webhook), secret: made.secret }
      })
    },
  )

  app.delete(
    `${base}/:id`,
    { schema: { ...about, params: ofWebhook, response: { 204: z.null(), ...refused } } },
    async (request, reply) => {
      const { service } = await enter(request, reply)
      await asRefusal(() => webhooks.remove(service, idOf(request.params)))
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${base}/:id/enable`,
    {
      schema: {
        ...about,
        summary: 'Send again, from where it stopped',
        params: ofWebhook,
        response: { 200: webhookAnswer, ...refused },
      },
    },
    async (request, reply) => {
      const { service } = await enter(request, reply)
      return shown(await asRefusal(() => webhooks.enable(service, idOf(request.params))))
    },
  )

  app.post(
    `${base}/:id/ping`,
    {
      schema: {
        ...about,
        summary: 'Send a ping and see how it went',
        params: ofWebhook,
        response: { 200: attemptAnswer, ...refused },
      },
    },
    async (request, reply) => {
      const { service } = await enter(request, reply)
      return asRefusal(() => webhooks.ping(service, idOf(request.params)))
    },
  )

  app.get(
    `${base}/:id/deliveries`,
    {
      schema: {
        ...about,
        summary: 'The last attempts, latest first',
        params: ofWebhook,
        querystring: z.object({
          before: z.coerce.number().int().min(1).optional(),
          limit: z.coerce.number().int().min(1).max(100).default(25),
        }),
        response: { 200: z.object({ deliveries: z.array(loggedAnswer) }), ...refused },
      },
    },
    async (request, reply) => {
      const { service } = await enter(request, reply)
      const { before = null, limit } = request.query
      return asRefusal(() => ({
        deliveries: webhooks.attempts(service, idOf(request.params), { before, limit }),
      }))
    },
  )

  app.post(
    `${base}/:id/deliveries/:attempt/redeliver`,
    {
      schema: {
        ...about,
        summary: 'Send the event of an attempt again, now',
        params: ofWebhook.extend({ attempt: z.coerce.number().int().min(1) }),
        response: { 200: attemptAnswer, ...refused },
      },
    },
    async (request, reply) => {
      const { service } = await enter(request, reply)
      const { attempt } = request.params
      return asRefusal(() => webhooks.redeliver(service, idOf(request.params), attempt))
    },
  )
}

const idOf = ({ id }: { id: string }) => id as WebhookId
const shown = (webhook: Webhook) => ({ ...webhook, events: [...webhook.events] })
