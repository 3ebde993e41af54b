import { z } from 'zod'
import { roomIdSchema, seqSchema } from '../ids.ts'
import { valueCommands } from './kinds.ts'

/** `base` is the version of the mark this was decided on; a mark based on an older one never undoes "mark as unread". */
const base = z.number().int().min(0)

/** Everything up to `upTo` is read. */
export const readMark = z.strictObject({
  kind: z.literal('read.mark'),
  room: roomIdSchema,
  upTo: seqSchema,
  base,
})

/** The room is unread from the item at `from` on, until it is marked read again. */
export const readUnmark = z.strictObject({
  kind: z.literal('read.unmark'),
  room: roomIdSchema,
  from: seqSchema.min(1),
  base,
})

export const personalCommands = [readMark, readUnmark, ...valueCommands] as const
