/** One cold start, in a process of its own that has loaded its modules and done nothing else. */
import type { Query } from '@parley/engine'
import type { PersonId, RoomId } from '@parley/protocol'
import Database from 'better-sqlite3'
import { answer } from '../processes/answering.ts'
import { openOffline } from './offline-engine.ts'

export type Opened = { ms: number; rooms: number; rows: number }

/** Rows of the first room that the screen asks for. */
const rowsOfRoom = 50

const handlers = {
  /** From opening the two files to the first room's rows, as the interface asks for them; no server answers. */
  ours(dir: string, person: PersonId): Opened {
    const began = performance.now()
    const { api, shown } = openOffline(dir, person)
    // A subscription is answered before its call returns.
    const ask = (id: number, query: Query) => {
      void api.subscribe(id, query)
      return shown.get(id)
    }
    const list = ask(1, { name: 'rooms', args: {} })
    const room = list?.order?.[0] as RoomId | undefined
    if (!room) throw new Error('the list is empty')
    ask(2, { name: 'room', args: { room } })
    const talk = ask(3, { name: 'timeline', args: { room, end: null, limit: rowsOfRoom } })
    const ms = performance.now() - began
    return { ms, rooms: list?.order?.length ?? 0, rows: talk?.order?.length ?? 0 }
  },

  /** The same three questions to the same file: the list with its previews' names, the first room's members, its newest rows. */
  floor(file: string): Opened {
    const began = performance.now()
    const cache = new Database(file)
    cache.pragma('locking_mode = exclusive')
    cache.pragma('journal_mode = wal')
    const list = cache
      .prepare(
        `select r.*, p.name from rooms r left join people p on p.id = r.preview_by
         order by r.last_at desc, r.id`,
      )
      .raw()
      .all() as [key: number][]
    const key = list[0]?.[0]
    cache
      .prepare(
        `select p.id, p.handle, p.name, p.kind, p.time_zone, m.role, m.epoch, m.left_at
         from members m join people p on p.key = m.person where m.room = ? order by m.position`,
      )
      .raw()
      .all(key)
    const rows = cache
      .prepare(
        `select i.seq, i.id, i.at, n.id, i.text, i.deleted_at, i.mentions, i.more
         from items i join names n on n.key = i.author where i.room = ? order by i.seq desc limit ?`,
      )
      .raw()
      .all(key, rowsOfRoom)
    const ms = performance.now() - began
    cache.close()
    return { ms, rooms: list.length, rows: rows.length }
  },
}
export type Opener = typeof handlers

answer(handlers)
