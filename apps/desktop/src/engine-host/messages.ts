import type { EngineOpening } from '@parley/engine'
import { z } from 'zod'
import { accountSchema } from '../accounts/account-book.ts'

/** What the main process asks of the engine's process. `n` names the request in its answer. */
export const hostRequestSchema = z.discriminatedUnion('t', [
  /** Comes with the port that the page will hold the other end of. `token` null: signed out, the cache opens all the same. */
  z.strictObject({
    t: z.literal('open'),
    n: z.number().int(),
    account: accountSchema,
    token: z.string().max(4096).nullable(),
    /** Where the files of all accounts are. */
    dir: z.string().min(1),
  }),
  z.strictObject({
    t: z.literal('close'),
    n: z.number().int(),
    queue: z.enum(['keep', 'discard']),
  }),
])
export type HostRequest = z.infer<typeof hostRequestSchema>
export type OpenRequest = Extract<HostRequest, { t: 'open' }>

const openingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), durable: z.boolean() }),
  z.strictObject({ kind: z.literal('elsewhere') }),
  z.strictObject({ kind: z.literal('newer') }),
]) satisfies z.ZodType<EngineOpening>

export const hostAnswerSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('opened'), n: z.number().int(), opening: openingSchema }),
  z.strictObject({ t: z.literal('closed'), n: z.number().int() }),
  z.strictObject({ t: z.literal('failed'), n: z.number().int(), message: z.string() }),
])
export type HostAnswer = z.infer<typeof hostAnswerSchema>
