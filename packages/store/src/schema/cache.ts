import type {
  Contract,
  EntryId,
  FileId,
  Lineage,
  Person,
  PersonId,
  Role,
  RoomId,
  RoomKind,
} from '@parley/protocol'
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row: whose cache this is and how far it goes. */
export const meta = sqliteTable('meta', {
  one: integer().primaryKey(),
  person: text().$type<PersonId>().notNull(),
  lineage: text().$type<Lineage>(),
  personalCursor: integer('personal_cursor').notNull(),
  profile: text({ mode: 'json' }).$type<Person>(),
})

/** Small numbers for the ids of rooms and people, which would else stand at full length in a million rows. */
export const names = sqliteTable('names', {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
})

/** Rooms without members. `kind` and what belongs to the room's state are null before its first snapshot. */
export const rooms = sqliteTable('rooms', {
  key: integer().primaryKey(),
  id: text().$type<RoomId>().notNull(),
  epoch: integer().notNull(),
  kind: text().$type<RoomKind>(),
  title: text(),
  topic: text(),
  contractTitle: text('contract_title'),
  contractStatus: text('contract_status').$type<Contract['status']>(),
  createdAt: integer('created_at'),
  createdBy: text('created_by').$type<PersonId>(),
  cursorSeq: integer('cursor_seq'),
  cursorId: text('cursor_id').$type<EntryId>(),
  lastAt: integer('last_at').notNull(),
  markUpTo: integer('mark_up_to').notNull(),
  markUnreadAt: integer('mark_unread_at'),
  markVersion: integer('mark_version').notNull(),
  ownLastPost: integer('own_last_post').notNull(),
  unread: integer().notNull(),
  mentions: integer().notNull(),
  previewItem: text('preview_item').$type<EntryId>(),
  previewBy: text('preview_by').$type<PersonId>(),
  previewAt: integer('preview_at'),
  previewText: text('preview_text'),
  previewDeleted: integer('preview_deleted'),
  /** JSON; null for a room that holds up nothing, as most do. */
  pins: text(),
  previewSeq: integer('preview_seq'),
})

/** The person's own values: JSON, as the personal log has them. */
export const personalValues = sqliteTable(
  'personal_values',
  {
    kind: text().notNull(),
    subject: text().notNull(),
    seq: integer().notNull(),
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subject] })],
)

/** Each profile as some room knows it: rooms that were left keep the profile of that time, so one person may have several. */
export const people = sqliteTable(
  'people',
  {
    key: integer().primaryKey(),
    id: text().$type<PersonId>().notNull(),
    handle: text().notNull(),
    name: text().notNull(),
    kind: text().$type<Person['kind']>().notNull(),
    timeZone: text('time_zone'),
    photo: text().$type<FileId>(),
    /** JSON. */
    status: text(),
  },
  (table) => [index('people_id').on(table.id)],
)

export const members = sqliteTable(
  'members',
  {
    room: integer().notNull(),
    position: integer().notNull(),
    person: integer().notNull(),
    role: text().$type<Role>().notNull(),
    epoch: integer().notNull(),
    /** `left`, which is a word of SQL. */
    leftAt: integer('left_at'),
  },
  (table) => [
    primaryKey({ columns: [table.room, table.position] }),
    index('members_person').on(table.person, table.leftAt),
  ],
)

/**
 * Items, clustered as a timeline reads them. `text` null: a notice, whose body is in `more`. `mentions`: ids with spaces between,
 * `*` for everyone, null for none. `more`: JSON of what most messages do not have, null for those.
 */
export const items = sqliteTable(
  'items',
  {
    room: integer().notNull(),
    seq: integer().notNull(),
    id: text().$type<EntryId>().notNull(),
    at: integer().notNull(),
    author: integer().notNull(),
    text: text(),
    deletedAt: integer('deleted_at'),
    mentions: text(),
    more: text(),
  },
  (table) => [
    primaryKey({ columns: [table.room, table.seq] }),
    index('items_id').on(table.room, table.id),
    index('items_unread')
      .on(table.room, table.seq, table.author, table.mentions)
      .where(sql`text is not null and deleted_at is null`),
  ],
)

export const ranges = sqliteTable(
  'ranges',
  {
    room: integer().notNull(),
    after: integer().notNull(),
    upTo: integer('up_to').notNull(),
  },
  (table) => [primaryKey({ columns: [table.room, table.after] })],
)

export const holes = sqliteTable(
  'holes',
  {
    room: integer().notNull(),
    after: integer().notNull(),
    upTo: integer('up_to').notNull(),
    unread: integer().notNull(),
    mentions: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.room, table.after] })],
)

export const stubs = sqliteTable(
  'stubs',
  {
    room: integer().notNull(),
    id: text().$type<EntryId>().notNull(),
    changedSeq: integer('changed_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.room, table.id] })],
)
