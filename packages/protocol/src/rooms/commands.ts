import { z } from 'zod'
import { personIdSchema, roomIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { roleSchema, roomKindSchema, titleSchema, topicSchema } from './room.ts'

const people = z.array(personIdSchema).max(limits.peoplePerCommand)

/**
 * A new room with its first members; who sends it is its owner. A direct room's id is `directRoomId` of the two, its title is
 * empty, and creating it again meets the room that stands. `contractTitle` is given exactly for a contract.
 */
export const roomCreate = z.strictObject({
  kind: z.literal('room.create'),
  room: roomIdSchema,
  roomKind: roomKindSchema,
  title: z.string().trim().max(limits.titleChars),
  topic: topicSchema,
  contractTitle: titleSchema.nullable(),
  people,
})

/** Null leaves as it is. */
export const roomChange = z.strictObject({
  kind: z.literal('room.change'),
  room: roomIdSchema,
  title: titleSchema.nullable(),
  topic: topicSchema.nullable(),
})

export const contractStart = z.strictObject({
  kind: z.literal('contract.start'),
  room: roomIdSchema,
  title: titleSchema,
})
export const contractEnd = z.strictObject({ kind: z.literal('contract.end'), room: roomIdSchema })

/** Who is a member already stays as they are; all being members changes nothing. */
export const memberInvite = z.strictObject({
  kind: z.literal('member.invite'),
  room: roomIdSchema,
  people: people.min(1),
})
export const memberLeave = z.strictObject({ kind: z.literal('member.leave'), room: roomIdSchema })
export const memberRemove = z.strictObject({
  kind: z.literal('member.remove'),
  room: roomIdSchema,
  person: personIdSchema,
})

/** Making someone owner hands the room over: who sends it becomes an admin. */
export const memberRole = z.strictObject({
  kind: z.literal('member.role'),
  room: roomIdSchema,
  person: personIdSchema,
  role: roleSchema,
})

export const roomCommands = [
  roomCreate,
  roomChange,
  contractStart,
  contractEnd,
  memberInvite,
  memberLeave,
  memberRemove,
  memberRole,
] as const
