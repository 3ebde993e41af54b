import { z } from 'zod'
import { entryIdSchema, instantSchema, messageIdSchema, personIdSchema, seqSchema } from '../ids.ts'
import { roomEntryBodies } from '../rooms/entries.ts'
import { limits } from '../limits.ts'
import { emojiSchema } from './emoji.ts'
import { forwardedSchema, mentionsSchema } from './entries.ts'

const place = { seq: seqSchema, id: entryIdSchema, at: instantSchema, by: personIdSchema }

/** One emoji with the people who chose it, in the order they did. */
export const reactionSchema = z.object({
  emoji: emojiSchema,
  people: z.array(personIdSchema).min(1),
})
export type Reaction = z.infer<typeof reactionSchema>

/** A message as it stands after every entry about it up to `changedSeq`. */
export const messageItemSchema = z.object({
  kind: z.literal('message'),
  ...place,
  text: z.string().max(limits.messageChars),
  replyTo: messageIdSchema.nullable(),
  mentions: mentionsSchema,
  editedAt: instantSchema.nullable(),
  forwarded: forwardedSchema.optional(),
  /** Once set, the text is empty, and the reactions and what was forwarded are gone: a tombstone. */
  deletedAt: instantSchema.nullable(),
  reactions: z.array(reactionSchema),
  /** Sequence of the last entry that changed it; its own at first (SPEC L4). */
  changedSeq: seqSchema,
})
export type MessageItem = z.infer<typeof messageItemSchema>

/** A message's words from one entry of its on: its post, or an edit. */
export const versionSchema = z.object({
  seq: seqSchema,
  at: instantSchema,
  text: z.string().max(limits.messageChars),
})
export type Version = z.infer<typeof versionSchema>

/** Something that happened in the room and stands in its timeline: who came, what changed. Never changes. */
export const noticeItemSchema = z.object({
  kind: z.literal('notice'),
  ...place,
  body: z.discriminatedUnion('kind', roomEntryBodies),
})
export type NoticeItem = z.infer<typeof noticeItemSchema>

/** What a timeline shows, oldest first by `seq`. */
export const itemSchema = z.discriminatedUnion('kind', [messageItemSchema, noticeItemSchema])
export type Item = z.infer<typeof itemSchema>
