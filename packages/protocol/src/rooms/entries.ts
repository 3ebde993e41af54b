import { z } from 'zod'
import { messageIdSchema, personIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { personSchema } from '../people.ts'
import { roleSchema, roomKindSchema, titleSchema } from './room.ts'

const newMember = z.object({ person: personSchema, role: roleSchema })

const roomCreated = z.object({
  kind: z.literal('room.created'),
  roomKind: roomKindSchema,
  title: z.string().max(limits.titleChars),
  topic: z.string().max(limits.topicChars),
  /** Set exactly when `roomKind` is `contract`; a new contract is active. */
  contractTitle: titleSchema.nullable(),
  members: z.array(newMember).min(1),
})

const roomChanged = z.object({
  kind: z.literal('room.changed'),
  /** Null: unchanged. */
  title: titleSchema.nullable(),
  topic: z.string().max(limits.topicChars).nullable(),
})

/** An interview becomes a contract. */
const contractStarted = z.object({ kind: z.literal('contract.started'), title: titleSchema })
const contractEnded = z.object({ kind: z.literal('contract.ended') })

const memberJoined = z.object({
  kind: z.literal('member.joined'),
  members: z.array(newMember).min(1),
})

/** `by` is the person when they left, someone else when they were removed. */
const memberLeft = z.object({ kind: z.literal('member.left'), person: personIdSchema })

/** All roles that change at once: handing over ownership changes two. */
const roleChanged = z.object({
  kind: z.literal('role.changed'),
  changes: z.array(z.object({ person: personIdSchema, role: roleSchema })).min(1),
})

/**
 * A member's profile as it is from here on. `formerly`: the name before, when that changed; only then it stands in the
 * timeline.
 */
const personChanged = z.object({
  kind: z.literal('person.changed'),
  person: personSchema,
  formerly: z.string().max(limits.nameChars).nullable(),
})

/** A change of the room, not of the message: that stays as it is, and is not the entry's `target`. */
const pinChanged = z.object({
  kind: z.literal('pin.changed'),
  message: messageIdSchema,
  on: z.boolean(),
})

export const roomEntryBodies = [
  roomCreated,
  roomChanged,
  contractStarted,
  contractEnded,
  memberJoined,
  memberLeft,
  roleChanged,
  personChanged,
  pinChanged,
] as const
