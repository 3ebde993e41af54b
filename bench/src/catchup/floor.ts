/** Both ends of the floor of `catchup`: a bare SELECT where the server is, a bare INSERT where the client is. */
import Database from 'better-sqlite3'
import { answer } from '../processes/answering.ts'

type Row = [room: number, seq: number, ...rest: (string | number | null)[]]

/** Rows of one transaction, as many as one page of the server holds. */
const batch = 1_000

let rows: Row[] = []
let source: Database.Database | null = null

const handlers = {
  /** A copy of the server's file. */
  openSource(file: string): void {
    source?.close()
    source = new Database(file)
    source.pragma('cache_size = -65536')
  },

  /** Reads what every room has past `after`; gives the milliseconds. */
  select(after: number): number {
    const from = source
    if (!from) throw new Error('openSource comes first')
    const began = performance.now()
    const rooms = from.prepare<[], number>('SELECT key FROM rooms').pluck().all()
    const entries = from
      .prepare('SELECT seq, id, at, by, body FROM entries WHERE room = ? AND seq > ? ORDER BY seq')
      .raw()
    for (const room of rooms) entries.all(room, after)
    return performance.now() - began
  },

  /** Takes into memory what a caught-up cache has past `after`; gives how many rows. */
  load(file: string, after: number): number {
    const cache = new Database(file)
    rows = cache
      .prepare(
        'SELECT room, seq, id, at, author, text, deleted_at, mentions, more FROM items WHERE seq > ? ORDER BY room, seq',
      )
      .raw()
      .all(after) as Row[]
    cache.close()
    return rows.length
  },

  /** Writes them into a cache that lacks them; gives the milliseconds. */
  insert(file: string): number {
    const cache = new Database(file)
    cache.pragma('locking_mode = exclusive')
    cache.pragma('journal_mode = wal')
    cache.pragma('synchronous = normal')
    const began = performance.now()
    const insert = cache.prepare('INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    for (let at = 0; at < rows.length; at += batch) {
      cache.exec('BEGIN')
      for (const row of rows.slice(at, at + batch)) insert.run(...row)
      cache.exec('COMMIT')
    }
    const ms = performance.now() - began
    cache.close()
    return ms
  },
}
export type CatchUpFloor = typeof handlers

answer(handlers)
