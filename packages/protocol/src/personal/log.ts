import { z } from 'zod'
import { roomIdSchema, seqSchema } from '../ids.ts'
import { personSchema } from '../people.ts'
import { roleSchema } from '../rooms/room.ts'

/** Held while the person is in the room; null once they lost it (SPEC X2). Another epoch means: forget the cached copy. */
export const membershipSchema = z.object({ role: roleSchema, epoch: seqSchema })
export type Membership = z.infer<typeof membershipSchema>

/**
 * How far a person has read a room (SPEC U1). `unreadAt` is the room's head when the person marked it unread by hand: own
 * posts up to there do not count as reading. `version` rises with each change.
 */
export const readMarkSchema = z.object({
  upTo: seqSchema,
  unreadAt: seqSchema.nullable(),
  version: z.number().int().min(0),
})
export type ReadMark = z.infer<typeof readMarkSchema>

const valueFor = { seq: seqSchema, room: roomIdSchema }

/** The latest value under one key of a person's log, with the sequence at which it was set. */
export const personalItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('me'), seq: seqSchema, value: personSchema }),
  z.object({ kind: z.literal('membership'), ...valueFor, value: membershipSchema.nullable() }),
  z.object({ kind: z.literal('read'), ...valueFor, value: readMarkSchema }),
  z.object({ kind: z.literal('favourite'), ...valueFor, value: z.boolean() }),
])
export type PersonalItem = z.infer<typeof personalItemSchema>

/** The name a value is stored under: one latest value a key. */
export function personalKey(item: Pick<PersonalItem, 'kind'> & { room?: string }): string {
  return item.room === undefined ? item.kind : `${item.kind}/${item.room}`
}
