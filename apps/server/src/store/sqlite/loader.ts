import type { MessageItem, Person, RoomId } from '@parley/protocol'
import { and, eq, isNull, sql, type SQL, type Column } from 'drizzle-orm'
import type { PersonFact } from '../../decide/facts.ts'
import type { Loader } from '../changes.ts'
import { freshItemText } from '../texts.ts'
import type { OpenDatabase } from './database.ts'
import type { KeyedRoom } from './room-cache.ts'
import {
  due,
  entries,
  files,
  members,
  people,
  personal,
  personalHeads,
  receipts,
  rooms,
} from './schema.ts'

/** `column in (keys)`, the keys as one JSON array: the statement is prepared once for any number of them. */
function among(column: Column): SQL {
  return sql`${column} in (select value from json_each(${sql.placeholder('keys')}))`
}

export function sqliteLoader(
  { sqlite, db }: OpenDatabase,
  room: (id: RoomId) => KeyedRoom | null,
): Loader {
  const entryAnswers = db
    .select({ id: entries.id, by: entries.by, digest: entries.digest, seq: entries.seq })
    .from(entries)
    .where(among(entries.id))
    .prepare()
  // Asked for every command, so without a layer between; nearly always there is none. One by one costs less than `json_each`.
  const hasReceipt = sqlite
    .prepare<[string], number>(`SELECT 1 FROM receipts WHERE id = ? LIMIT 1`)
    .pluck()
  const receiptsById = db.select().from(receipts).where(among(receipts.id)).prepare()
  const messages = db
    .select({ entry: entries, room: rooms.id })
    .from(entries)
    .innerJoin(rooms, eq(rooms.key, entries.room))
    .where(and(among(entries.id), eq(entries.kind, 'message.posted')))
    .prepare()
  const byId = db.select().from(people).where(among(people.id)).prepare()
  const byHandle = db.select().from(people).where(among(people.handle)).prepare()
  const byEmail = db.select().from(people).where(among(people.email)).prepare()
  // Row values find both columns of the key at once.
  const values = db
    .select({ person: personal.person, item: personal.value })
    .from(personal)
    .where(
      sql`(${personal.person}, ${personal.key}) in (select value ->> 'person', value ->> 'key' from json_each(${sql.placeholder('keys')}))`,
    )
    .prepare()
  const work = db.select().from(due).where(among(due.id)).prepare()
  const heads = db.select().from(personalHeads).where(among(personalHeads.person)).prepare()
  const roomsOf = db
    .select({ person: members.person, room: rooms.id })
    .from(members)
    .innerJoin(rooms, eq(rooms.key, members.room))
    .where(and(among(members.person), isNull(members.leftSeq)))
    .prepare()
  const filesById = db.select().from(files).where(among(files.id)).prepare()
  const keys = (list: readonly unknown[]) => ({ keys: JSON.stringify(list) })

  return {
    entryAnswers: (ids) =>
      entryAnswers
        .all(keys(ids))
        .map(({ seq, ...entry }) => ({ ...entry, settled: { kind: 'done', seq } })),
    receipts(asked) {
      const ids = asked.map(({ id }) => id).filter((id) => hasReceipt.get(id) !== undefined)
      return ids.length === 0 ? [] : receiptsById.all(keys(ids))
    },
    rooms: (ids) => ids.flatMap((id) => room(id)?.fact ?? []),
    messages: (ids) =>
      messages.all(keys(ids)).map(({ entry, room: id }) => ({
        room: id,
        // Our own JSON, written by this adapter: its shape is known.
        item: JSON.parse(entry.item ?? freshItemText(entry, entry.body)) as MessageItem,
      })),
    people: (ids) => byId.all(keys(ids)).map(personFact),
    peopleByHandle: (handles) => byHandle.all(keys(handles)).map(personFact),
    peopleByEmail: (emails) => byEmail.all(keys(emails)).map(personFact),
    personal: (asked) => values.all(keys(asked)),
    due: (ids) => work.all(keys(ids)),
    personalHeads: (ids) => heads.all(keys(ids)),
    roomsOf: (ids) => roomsOf.all(keys(ids)),
    files: (ids) => filesById.all(keys(ids)),
  }
}

export function personFact({ email, ...person }: Person & { email: string | null }): PersonFact {
  return { person, email }
}
