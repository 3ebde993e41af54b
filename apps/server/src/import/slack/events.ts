import type { CommandId, PersonId } from '@parley/protocol'

/**
 * What a Slack export says, in neutral words, in the order in which it must be written: a person or a room comes
 * before the first event that names it. Keys are Slack's own (`U...`, `C...`); ids are ours and the same in every run.
 * Times are milliseconds since 1970 UTC.
 */
export type ExportItem =
  | { type: 'start'; workspace: string; rooms: number; files: number; bytes: number }
  | ExportPerson
  | ExportRoom
  | MessageEvent
  | TombstoneEvent
  | SystemEvent
  | { type: 'skipped'; reason: SkipReason; path: string }
  | { type: 'not-read'; reason: NotReadReason; path: string }
  | { type: 'file-done'; path: string; bytes: number }
  | { type: 'end'; notes: ExportNotes }

export type ExportPerson = {
  type: 'person'
  key: string
  id: PersonId
  /** Within the protocol's grammar and length, unique in the export; texts mention the person by it. */
  handle: string
  name: string
  email: string | null
  timeZone: string | null
  bot: boolean
  /** Their account was closed in Slack. */
  deleted: boolean
  /** They speak or are spoken of, but users.json does not know them. */
  placeholder: boolean
}

export type ExportRoom = {
  type: 'room'
  key: string
  id: string
  kind: 'channel' | 'private' | 'direct' | 'group-direct'
  name: string
  topic: string
  purpose: string
  archived: boolean
  createdAt: number | null
  creatorKey: string | null
  memberKeys: readonly string[]
  /** False: a folder of messages that no list of rooms names. */
  listed: boolean
}

type EventBase = {
  roomKey: string
  /** Names the record within the workspace: room, time, and a count where times repeat. */
  sourceKey: string
  id: CommandId
  at: number
}

export type ExportMentions = { people: readonly string[]; everyone: boolean }
export type ExportReaction = { emoji: string; userKeys: readonly string[] }

export type MessageEvent = EventBase & {
  type: 'message'
  authorKey: string
  /** Parley message markdown, at most `limits.messageChars`; never empty. */
  text: string
  /** The rest of a text longer than one message may be, as further messages; nearly always empty. */
  continued: readonly { id: CommandId; text: string }[]
  /** The first message of its thread; always one that was read before. */
  replyTo: { sourceKey: string; id: CommandId } | null
  editedAt: number | null
  reactions: readonly ExportReaction[]
  mentions: ExportMentions
}

/** A message deleted in Slack whose place is kept, because a thread hangs on it. */
export type TombstoneEvent = EventBase & { type: 'tombstone'; authorKey: string }

export type SystemKind =
  | 'join'
  | 'leave'
  | 'topic'
  | 'purpose'
  | 'rename'
  | 'archive'
  | 'unarchive'
  | 'pin'
  | 'unpin'
  | 'bot-add'
  | 'bot-remove'
  | 'other'

export type SystemEvent = EventBase & {
  type: 'system'
  kind: SystemKind
  actorKey: string
  /** What happened, as said after the actor's name: "has joined the channel". */
  text: string
  /** The new topic, purpose or name. */
  value: string | null
  /** Who invited the actor. */
  inviterKey: string | null
  reactions: readonly ExportReaction[]
}

/** Why something that may hold a message became no event. A file that cannot be read counts as one record. */
export type SkipReason =
  | 'bad-time'
  | 'duplicate'
  | 'edit-log'
  | 'empty-file'
  | 'empty-message'
  | 'invalid-json'
  | 'link'
  | 'not-a-day-file'
  | 'not-a-list'
  | 'not-a-message'
  | 'outside-a-room'
  | 'too-large'
  | 'unreadable'
  | 'unsafe-path'

/** Files that hold no messages and are no part of the count. */
export type NotReadReason = 'metadata' | 'system-junk' | 'not-json'

/** What was read but lost a detail. */
export type ExportNotes = {
  /** Thread replies whose first message is not in the export, kept as plain messages. */
  repliesWithoutFirst: number
  /** Reactions counted by Slack without saying whose they are. */
  reactionsWithoutPerson: number
  /** Entries of users.json, channels.json and the like without an id. */
  listEntriesWithoutId: number
  /** Lists (users.json and the like) that could not be read. */
  brokenLists: readonly string[]
}
