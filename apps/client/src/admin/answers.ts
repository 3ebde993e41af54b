import { z } from 'zod'

/** What the administrators' routes answer, as far as the page shows it. */
const instant = z.number()

export const sessionAnswer = z.object({ administrator: z.boolean() })

export const accountAnswer = z.object({
  person: z.string(),
  name: z.string(),
  handle: z.string().nullable(),
  email: z.string(),
  administrator: z.boolean(),
  madeAt: instant,
  seenAt: instant.nullable(),
  deactivatedAt: instant.nullable(),
})
export type ListedAccount = z.infer<typeof accountAnswer>
export const peopleAnswer = z.object({
  people: z.array(accountAnswer),
  more: z.boolean(),
  total: z.number(),
})

const tokenAnswer = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  madeAt: instant,
  usedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
export type ListedToken = z.infer<typeof tokenAnswer>
export const tokensAnswer = z.object({
  tokens: z.array(tokenAnswer),
  scopes: z.array(z.object({ name: z.string(), does: z.string() })),
})
export const madeTokenAnswer = z.object({ token: tokenAnswer, secret: z.string() })

const webhookAnswer = z.object({
  id: z.string(),
  service: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  madeAt: instant,
  lastSuccessAt: instant.nullable(),
  failingSince: instant.nullable(),
  disabled: z.object({ at: instant, why: z.string() }).nullable(),
})
export type ListedWebhook = z.infer<typeof webhookAnswer>
export const webhooksAnswer = z.object({ webhooks: z.array(webhookAnswer) })
export const madeWebhookAnswer = z.object({ webhook: webhookAnswer, secret: z.string() })

export const attemptAnswer = z.object({
  type: z.string(),
  at: instant,
  status: z.number().nullable(),
  durationMs: z.number(),
  error: z.string().nullable(),
  byHand: z.boolean(),
})
export const deliveriesAnswer = z.object({
  deliveries: z.array(attemptAnswer.extend({ id: z.number(), event: z.string() })),
})
export type Delivery = z.infer<typeof deliveriesAnswer>['deliveries'][number]

export const settingsAnswer = z.object({
  signUp: z.enum(['open', 'closed']),
  signUpForcedClosed: z.boolean(),
})

export const healthAnswer = z.object({
  version: z.string(),
  startedAt: instant,
  now: instant,
  accounts: z.number(),
  sockets: z.number(),
  waiting: z.object({ commands: z.number(), webhooks: z.number() }),
  databaseBytes: z.number().nullable(),
  freeBytes: z.number().nullable(),
  backupAt: instant.nullable(),
  limits: z.record(z.string(), z.number()),
})

/** An answer whose content nothing is made of. */
export const anyAnswer = z.unknown()
