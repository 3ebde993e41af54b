import { z } from 'zod'
import {
  entryIdSchema,
  instantSchema,
  messageIdSchema,
  personIdSchema,
  roomIdSchema,
  seqSchema,
} from '../ids.ts'
import { limits } from '../limits.ts'
import { personSchema } from '../people.ts'

export const roomKindSchema = z.enum(['direct', 'group', 'interview', 'contract'])
export type RoomKind = z.infer<typeof roomKindSchema>

export const roleSchema = z.enum(['owner', 'admin', 'member'])
export type Role = z.infer<typeof roleSchema>

export const titleSchema = z.string().trim().min(1).max(limits.titleChars)
export const topicSchema = z.string().trim().max(limits.topicChars)

export const contractSchema = z.object({ title: titleSchema, status: z.enum(['active', 'ended']) })
export type Contract = z.infer<typeof contractSchema>

/** One person's standing in a room. Who left stays listed, so that old messages keep their author's name. */
export const memberSchema = z.object({
  person: personSchema,
  role: roleSchema,
  /** Sequence of the entry that let them in, the last time (SPEC X2). */
  epoch: seqSchema,
  /** Sequence of the entry by which they left or were removed; null while they are in. */
  left: seqSchema.nullable(),
})
export type Member = z.infer<typeof memberSchema>

/** A message held up for everyone in the room, by whom and since when. */
export const pinSchema = z.object({
  message: messageIdSchema,
  by: personIdSchema,
  at: instantSchema,
})
export type Pin = z.infer<typeof pinSchema>

/** A room without its talk: what all of its log's entries but the messages add up to. */
export const roomStateSchema = z.object({
  id: roomIdSchema,
  kind: roomKindSchema,
  /** Empty for a direct room, which is called after the other person. */
  title: z.string().max(limits.titleChars),
  topic: z.string().max(limits.topicChars),
  contract: contractSchema.nullable(),
  createdAt: instantSchema,
  createdBy: personIdSchema,
  members: z.array(memberSchema),
  /** In the order they were pinned, at most `limits.pinsPerRoom` (SPEC T4). */
  pins: z.array(pinSchema),
})
export type RoomState = z.infer<typeof roomStateSchema>

/** A place in a room's log: the sequence and the id of the entry that stands there (SPEC L6). */
export const cursorSchema = z.object({ seq: seqSchema, id: entryIdSchema })
export type Cursor = z.infer<typeof cursorSchema>
