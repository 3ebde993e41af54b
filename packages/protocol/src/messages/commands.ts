import { z } from 'zod'
import { messageIdSchema, roomIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { emojiSchema } from './entries.ts'

/** Longer or empty texts parse, so that they are refused with their own codes. */
const text = z.string().max(limits.messageChars * 2)

/** The command's id becomes the message's. */
export const messagePost = z.strictObject({
  kind: z.literal('message.post'),
  room: roomIdSchema,
  text,
  replyTo: messageIdSchema.nullable(),
})
export const messageEdit = z.strictObject({
  kind: z.literal('message.edit'),
  room: roomIdSchema,
  target: messageIdSchema,
  text,
})
export const messageDelete = z.strictObject({
  kind: z.literal('message.delete'),
  room: roomIdSchema,
  target: messageIdSchema,
})
export const reactionChange = z.strictObject({
  kind: z.literal('reaction.change'),
  room: roomIdSchema,
  target: messageIdSchema,
  emoji: emojiSchema,
  on: z.boolean(),
})

export const messageCommands = [messagePost, messageEdit, messageDelete, reactionChange] as const
