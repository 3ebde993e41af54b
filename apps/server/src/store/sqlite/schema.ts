import type {
  CommandId,
  Entry,
  ErrorCode,
  FileId,
  Member,
  Person,
  PersonalItem,
  PersonId,
  RoomId,
  RoomState,
} from '@parley/protocol'
import type { FileHash } from '../../files/file.ts'
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Facts about the database itself: `lineage` (SPEC L7). */
export const meta = sqliteTable('meta', {
  key: text().primaryKey(),
  value: text().notNull(),
})

export const people = sqliteTable('people', {
  id: text().$type<PersonId>().primaryKey(),
  handle: text().notNull().unique(),
  /** Lower case; null for who came with an import. */
  email: text().unique(),
  name: text().notNull(),
  kind: text().$type<Person['kind']>().notNull(),
  timeZone: text('time_zone'),
  photo: text().$type<FileId>(),
  status: text({ mode: 'json' }).$type<Person['status']>(),
})

/** `key` stands for the long id in the rows of a room. `state` is the room without its members. */
export const rooms = sqliteTable('rooms', {
  key: integer().primaryKey(),
  id: text().$type<RoomId>().notNull().unique(),
  head: integer().notNull(),
  headId: text('head_id').$type<CommandId>().notNull(),
  lastAt: integer('last_at').notNull(),
  messages: integer().notNull(),
  state: text({ mode: 'json' }).$type<Omit<RoomState, 'members'>>().notNull(),
})

/** Files by what is known of them; the bytes are kept elsewhere, by hash. */
export const files = sqliteTable('files', {
  id: text().$type<FileId>().primaryKey(),
  hash: text().$type<FileHash>().notNull(),
  small: text().$type<FileHash>(),
  owner: text().$type<PersonId>().notNull(),
  room: text().$type<RoomId>(),
  name: text().notNull(),
  type: text().notNull(),
  bytes: integer().notNull(),
  createdAt: integer('created_at').notNull(),
})

/** One row for everyone who ever was in the room; `profile` is the person as the room's log knows them, `place` the list's order. */
export const members = sqliteTable(
  'members',
  {
    room: integer().notNull(),
    person: text().$type<PersonId>().notNull(),
    place: integer().notNull(),
    role: text().$type<Member['role']>().notNull(),
    epoch: integer().notNull(),
    leftSeq: integer('left_seq'),
    profile: text({ mode: 'json' }).$type<Person>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.room, table.person] })],
)

/**
 * The rooms' logs, one row an entry; a message's row carries its later states too, so that a page is one range of rows.
 * - `messages`: posts in the room up to and with this entry, so that counting unread is a subtraction.
 * - `target`: the message it is about; null exactly for entries that are items; empty for what changes the room unseen.
 * - `changedSeq`, `item`: null while the item is as the body says; then the item's JSON as it is now.
 * - `mentions`: null when it calls nobody, else `*` for everyone and the people's ids, each after a space.
 */
export const entries = sqliteTable(
  'entries',
  {
    room: integer().notNull(),
    seq: integer().notNull(),
    id: text().$type<CommandId>().notNull(),
    at: integer().notNull(),
    by: text().$type<PersonId>().notNull(),
    kind: text().$type<Entry['body']['kind']>().notNull(),
    target: text().$type<CommandId | ''>(),
    messages: integer().notNull(),
    changedSeq: integer('changed_seq'),
    deleted: integer().notNull().default(0),
    mentions: text(),
    digest: text().notNull(),
    body: text().notNull(),
    item: text(),
  },
  (table) => [primaryKey({ columns: [table.room, table.seq] })],
)

/** The people's logs: the latest value a key. */
export const personal = sqliteTable(
  'personal',
  {
    person: text().$type<PersonId>().notNull(),
    key: text().notNull(),
    seq: integer().notNull(),
    value: text({ mode: 'json' }).$type<PersonalItem>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.key] })],
)

export const personalHeads = sqliteTable('personal_heads', {
  person: text().$type<PersonId>().primaryKey(),
  seq: integer().notNull(),
})

/** Work to be done at a time (see `DueWork`). */
export const due = sqliteTable('due', {
  id: text().primaryKey(),
  kind: text().notNull(),
  dueAt: integer('due_at').notNull(),
  payload: text({ mode: 'json' }).$type<unknown>().notNull(),
  attempts: integer().notNull(),
})

/** Answers to commands that left no entry (SPEC K2). */
export const receipts = sqliteTable(
  'receipts',
  {
    id: text().$type<CommandId>().notNull(),
    person: text().$type<PersonId>().notNull(),
    digest: text().notNull(),
    seq: integer().notNull(),
    code: text().$type<ErrorCode>(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.person] })],
)
