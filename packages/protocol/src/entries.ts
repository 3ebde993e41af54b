import { z } from 'zod'
import { entryIdSchema, instantSchema, personIdSchema, seqSchema } from './ids.ts'
import { messageEntryBodies } from './messages/entries.ts'
import { roomEntryBodies } from './rooms/entries.ts'

/** What an entry says, by `kind`: a durable change to a room. */
export const entryBodySchema = z.discriminatedUnion('kind', [
  ...roomEntryBodies,
  ...messageEntryBodies,
])
export type EntryBody = z.infer<typeof entryBodySchema>
export type EntryKind = EntryBody['kind']
export type BodyOf<K extends EntryKind> = Extract<EntryBody, { kind: K }>

/** One step of a room's log (SPEC L1). `id` is the id of the command that caused it. */
export const entrySchema = z.object({
  seq: seqSchema.min(1),
  id: entryIdSchema,
  at: instantSchema,
  by: personIdSchema,
  body: entryBodySchema,
})
export type Entry = z.infer<typeof entrySchema>
