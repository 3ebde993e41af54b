import { z } from 'zod'
import { messageIdSchema, roomIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { emojiSchema } from './emoji.ts'

/** Longer or empty texts parse, so that they are refused with their own codes. */
const text = z.string().max(limits.messageChars * 2)

/** The command's id becomes the message's. */
export const messagePost = z.strictObject({
  kind: z.literal('message.post'),
  room: roomIdSchema,
  text,
  replyTo: messageIdSchema.nullable(),
})
/**
 * Another message's words into `room`, under words of one's own, which may be empty. The text is the server's: the sender names
 * only where it stands.
 */
export const messageForward = z.strictObject({
  kind: z.literal('message.forward'),
  room: roomIdSchema,
  text,
  source: z.strictObject({ room: roomIdSchema, message: messageIdSchema }),
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
export const pinChange = z.strictObject({
  kind: z.literal('pin.change'),
  room: roomIdSchema,
  target: messageIdSchema,
  on: z.boolean(),
})

export const messageCommands = [
  messagePost,
  messageForward,
  messageEdit,
  messageDelete,
  reactionChange,
  pinChange,
] as const
