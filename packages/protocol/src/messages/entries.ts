import { z } from 'zod'
import { instantSchema, messageIdSchema, personIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'

export const emojiSchema = z.string().min(1).max(limits.emojiChars)

/** Who is called by name in a text, found by the server: `everyone` when it says @all or @here. */
export const mentionsSchema = z.object({ people: z.array(personIdSchema), everyone: z.boolean() })
export type Mentions = z.infer<typeof mentionsSchema>

export const messagePosted = z.object({
  kind: z.literal('message.posted'),
  text: z.string().max(limits.messageChars),
  replyTo: messageIdSchema.nullable(),
  mentions: mentionsSchema,
  /** Set when an imported message had been edited where it came from. */
  editedAt: instantSchema.nullable(),
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
