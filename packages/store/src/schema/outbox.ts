import type { Command, CommandId, EntryId, ErrorCode, PersonId, RoomId } from '@parley/protocol'
import type { OutboxState } from '@parley/engine'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row, written last when the file is made: a file without it was never finished. */
export const owner = sqliteTable('owner', {
  one: integer().primaryKey(),
  person: text().$type<PersonId>().notNull(),
  device: text(),
  /** The highest order ever given out, also after its row went. */
  lastOrder: integer('last_order').notNull(),
  /** 1 after a read of the cache met damage: the next start sets that file aside. Noted here, where writing still works. */
  cacheDamaged: integer('cache_damaged').notNull(),
})

export const commands = sqliteTable('commands', {
  id: text().$type<CommandId>().primaryKey(),
  lane: text().notNull(),
  place: integer().notNull(),
  body: text({ mode: 'json' }).$type<Command['body']>().notNull(),
  after: text({ mode: 'json' }).$type<readonly CommandId[]>().notNull(),
  queuedAt: integer('queued_at').notNull(),
  state: text().$type<OutboxState['kind']>().notNull(),
  /** Set when `state` is `acked`. */
  seq: integer(),
  /** Set when `state` is `failed`. */
  code: text().$type<ErrorCode>(),
})

/** Own messages of a log that is gone, until it is known whether the server still has them. */
export const kept = sqliteTable('kept', {
  id: text().$type<EntryId>().primaryKey(),
  room: text().$type<RoomId>().notNull(),
  text: text().notNull(),
  replyTo: text('reply_to').$type<EntryId>(),
  at: integer().notNull(),
  seq: integer().notNull(),
})

export const drafts = sqliteTable('drafts', {
  room: text().$type<RoomId>().primaryKey(),
  text: text().notNull(),
  replyTo: text('reply_to').$type<EntryId>(),
  updatedAt: integer('updated_at').notNull(),
})
