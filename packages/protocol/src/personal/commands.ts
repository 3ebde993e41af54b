import { z } from 'zod'
import { fileIdSchema, roomIdSchema, seqSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { handleSchema, personStatusSchema } from '../people.ts'
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

/** Known to Intl where this runs; the server's list decides. */
const timeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
    } catch {
      return false
    }
  }, 'not a time zone')

/** The person's own profile (SPEC P1): what is left out stays as it is. */
export const profileChange = z
  .strictObject({
    kind: z.literal('profile.change'),
    name: z.string().trim().min(1).max(limits.nameChars).optional(),
    handle: handleSchema.optional(),
    timeZone: timeZoneSchema.nullable().optional(),
    photo: fileIdSchema.nullable().optional(),
    status: personStatusSchema.nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 1, 'changes nothing')

export const personalCommands = [readMark, readUnmark, profileChange, ...valueCommands] as const
