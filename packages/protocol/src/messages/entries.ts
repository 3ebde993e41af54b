import { z } from 'zod'
import { instantSchema, messageIdSchema, personIdSchema, roomIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { emojiSchema } from './emoji.ts'

/** Who is called by name in a text, found by the server: `everyone` when it says @all or @here. */
export const mentionsSchema = z.object({ people: z.array(personIdSchema), everyone: z.boolean() })
export type Mentions = z.infer<typeof mentionsSchema>

/**
 * Another message's words, passed on: copied by the server at that moment, so that nothing that becomes of the original changes
 * them. Of what was forwarded before, the first author is named (SPEC T3).
 */
export const forwardedSchema = z.object({
  by: personIdSchema,
  /** The author's name at that time: not every reader shares a room with them. */
  name: z.string().min(1).max(limits.nameChars),
  at: instantSchema,
  /** Null for a direct conversation, whose id would tell with whom it was. */
  room: roomIdSchema.nullable(),
  message: messageIdSchema,
  text: z.string().max(limits.messageChars),
})
export type Forwarded = z.infer<typeof forwardedSchema>

export const messagePosted = z.object({
  kind: z.literal('message.posted'),
  text: z.string().max(limits.messageChars),
  replyTo: messageIdSchema.nullable(),
  mentions: mentionsSchema,
  /** Set when an imported message had been edited where it came from. */
  editedAt: instantSchema.nullable(),
  /** Left out but for a forwarded message, whose own `text` may be empty. */
  forwarded: forwardedSchema.optional(),
})

export const messageEdited = z.object({
  kind: z.literal('message.edited'),
  target: messageIdSchema,
  text: z.string().max(limits.messageChars),
  mentions: mentionsSchema,
})

/** The texts of the target's earlier entries are gone from the log too. */
export const messageDeleted = z.object({
  kind: z.literal('message.deleted'),
  target: messageIdSchema,
})

export const reactionChanged = z.object({
  kind: z.literal('reaction.changed'),
  target: messageIdSchema,
  emoji: emojiSchema,
  on: z.boolean(),
})

export const messageEntryBodies = [
  messagePosted,
  messageEdited,
  messageDeleted,
  reactionChanged,
] as const
