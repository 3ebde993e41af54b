import { z } from 'zod'
import { roomIdSchema, seqSchema, type RoomId, type Seq } from '../ids.ts'
import { personSchema, type Person } from '../people.ts'
import { roleSchema } from '../rooms/room.ts'
import { subjects } from './kind.ts'
import { personalKinds, type PersonalValueItem, type WithoutSeq } from './kinds.ts'

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

type KeyedByRoom = { seq: Seq; room: RoomId }

/** The latest value under one key of a person's log, with the sequence at which it was set (SPEC L5). */
export type PersonalItem =
  | { kind: 'me'; seq: Seq; value: Person }
  | ({ kind: 'membership'; value: Membership | null } & KeyedByRoom)
  | ({ kind: 'read'; value: ReadMark } & KeyedByRoom)
  | PersonalValueItem

/** A value before it has its place in the log, which the commit gives it. */
export type PersonalValue = WithoutSeq<PersonalItem>

const byRoom = { seq: seqSchema, room: roomIdSchema }
const valueItem = (kind: (typeof personalKinds)[number]) =>
  z.object({
    kind: z.literal(kind.kind),
    seq: seqSchema,
    subject: subjects[kind.subject],
    value: kind.value.nullable(),
  })

export const personalItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('me'), seq: seqSchema, value: personSchema }),
  z.object({ kind: z.literal('membership'), ...byRoom, value: membershipSchema.nullable() }),
  z.object({ kind: z.literal('read'), ...byRoom, value: readMarkSchema }),
  ...personalKinds.map(valueItem),
]) as z.ZodType<PersonalItem>

/** The name a value is stored under: one latest value a key. */
export function personalKey(
  item: Pick<PersonalItem, 'kind'> & { room?: string; subject?: string },
): string {
  const subject = item.room ?? item.subject
  return subject === undefined ? item.kind : `${item.kind}/${subject}`
}
