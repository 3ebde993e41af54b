import { z } from 'zod'

/**
 * Exports were written by many versions of Slack and by other tools, so a field of the wrong shape reads as absent and
 * never refuses the record around it. Only what the reader uses is named; the rest is dropped here.
 */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const text = lenient(z.string())
const id = lenient(z.string().min(1))
const flag = lenient(z.boolean())

/** Bad elements are left out, a value that is no list reads as an empty one. */
const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.flatMap((element): z.output<T>[] => {
        const parsed = schema.safeParse(element)
        return parsed.success ? [parsed.data] : []
      }),
    )

/** Seconds with a fraction, as text or as a number. */
const time = lenient(z.union([z.string(), z.number()]))

const profile = lenient(z.object({ real_name: text, display_name: text, name: text, email: text }))

export const userSchema = z.object({
  id: z.string().min(1),
  team_id: id,
  name: text,
  real_name: text,
  deleted: flag,
  is_bot: flag,
  is_primary_owner: flag,
  tz: text,
  profile,
})
export type SlackUser = z.infer<typeof userSchema>

const described = lenient(z.object({ value: text }))

export const roomSchema = z.object({
  id: z.string().min(1),
  name: text,
  created: time,
  creator: id,
  is_archived: flag,
  members: listOf(z.string().min(1)),
  topic: described,
  purpose: described,
})
export type SlackRoom = z.infer<typeof roomSchema>

export const fileSchema = z.object({
  id,
  name: text,
  title: text,
  mode: text,
  is_external: flag,
  url_private: text,
  permalink: text,
  permalink_public: text,
})
export type SlackFile = z.infer<typeof fileSchema>

export const attachmentSchema = z.object({
  fallback: text,
  pretext: text,
  author_name: text,
  title: text,
  title_link: text,
  text,
  from_url: text,
  original_url: text,
  image_url: text,
  is_msg_unfurl: flag,
  is_share: flag,
  fields: listOf(z.object({ title: text, value: text })),
  blocks: listOf(z.unknown()),
})
export type SlackAttachment = z.infer<typeof attachmentSchema>

export const messageSchema = z.object({
  type: text,
  subtype: text,
  ts: time,
  user: id,
  bot_id: id,
  username: text,
  bot_profile: lenient(z.object({ name: text })),
  user_profile: profile,
  text,
  blocks: listOf(z.unknown()),
  attachments: listOf(attachmentSchema),
  files: listOf(fileSchema),
  /** One file, before Slack allowed several. */
  file: lenient(fileSchema),
  comment: lenient(z.object({ user: id, comment: text })),
  thread_ts: time,
  broadcast_thread_ts: time,
  reply_count: lenient(z.number()),
  replies: listOf(z.unknown()),
  edited: lenient(z.object({ ts: time })),
  reactions: listOf(
    z.object({
      name: z.string().min(1),
      users: listOf(z.string().min(1)),
      count: lenient(z.number()),
    }),
  ),
  inviter: id,
  topic: text,
  purpose: text,
  name: text,
})
export type SlackMessage = z.infer<typeof messageSchema>
