import Database from 'better-sqlite3'
import type { MessageRow } from './rows.ts'

/** A room as the floor keeps count of it. */
type Room = { key: number; head: number; messages: number }

/**
 * A copy of the server's own file, so that tables and indexes are its own, written by the same two statements a message as the
 * server's: its entry, its room's counters. In WAL with FULL and the server's other settings.
 */
export class FloorStore {
  readonly #database: Database.Database
  readonly #rooms: Room[]
  readonly #insert: Database.Statement
  readonly #move: Database.Statement
  readonly #by: string
  #next = 0

  constructor(file: string) {
    const database = new Database(file)
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('secure_delete = ON')
    database.pragma('cache_size = -65536')
    database.pragma('wal_autocheckpoint = 4000')
    this.#database = database
    this.#rooms = database.prepare<[], Room>('SELECT key, head, messages FROM rooms').all()
    if (this.#rooms.length === 0) throw new Error(`${file} has no rooms`)
    this.#by = String(database.prepare('SELECT id FROM people LIMIT 1').pluck().get())
    this.#insert = database.prepare(
      `INSERT INTO entries (room, seq, id, at, by, kind, target, messages, mentions, digest, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#move = database.prepare(
      `UPDATE rooms SET head = ?, head_id = ?, last_at = ?, messages = ? WHERE key = ?`,
    )
  }

  get author(): string {
    return this.#by
  }

  /** One transaction: `count` of `rows` from `from` on, each into the next of the first `rooms` rooms. */
  commit(rows: readonly MessageRow[], from: number, count: number, rooms: number): void {
    this.#database.exec('BEGIN IMMEDIATE')
    for (let index = from; index < from + count; index += 1) {
      const row = rows[index]
      const room = this.#rooms[this.#next++ % Math.min(rooms, this.#rooms.length)]
      if (!row || !room) throw new Error('no row left')
      room.head += 1
      room.messages += 1
      const { id, at, by, digest, body } = row
      this.#insert.run(
        room.key,
        room.head,
        id,
        at,
        by,
        'message.posted',
        null,
        room.messages,
        null,
        digest,
        body,
      )
      this.#move.run(room.head, id, at, room.messages, room.key)
    }
    this.#database.exec('COMMIT')
  }
}
