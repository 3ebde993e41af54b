import type { CacheTx } from '@parley/engine'
import type { Session } from '../session.ts'
import type { Members } from './members.ts'
import type { Names } from './names.ts'
import { roomColumns, roomOfRow, rowOfRoom, type RoomRow } from './room-row.ts'

type Rooms = Pick<CacheTx, 'room' | 'rooms' | 'putRoom' | 'dropRoom'>

/** Everything that is kept by room number; `names` keeps the number itself, for the room may come back. */
const tables = ['rooms', 'items', 'ranges', 'holes', 'stubs'] as const

export function roomsOf(session: Session, names: Names, members: Members): Rooms {
  const select = `select ${roomColumns.join(', ')} from rooms`
  const one = session.rows(`${select} where key = ?`)
  const list = session.rows(`${select} order by last_at desc, id`)
  const put = session.writes(
    `insert or replace into rooms (${roomColumns.join(', ')}) values (${roomColumns.map(() => '?').join(', ')})`,
  )
  const drops = tables.map((table) =>
    session.writes(`delete from ${table} where ${table === 'rooms' ? 'key' : 'room'} = ?`),
  )
  return {
    room(id) {
      const key = names.find(id)
      const row = key === null ? null : one().get(key)
      if (key === null || !row) return null
      const [, , , kind] = row as RoomRow
      return roomOfRow(row as RoomRow, kind === null ? [] : members.of(key))
    },
    rooms: () => (list().all() as RoomRow[]).map((row) => roomOfRow(row, [])),
    putRoom(room) {
      const key = names.mint(room.id)
      put().run(...rowOfRoom(key, room))
      if (room.state) members.put(key, room.state.members)
      else members.drop(key)
    },
    dropRoom(id) {
      const key = names.find(id)
      if (key === null) return
      for (const drop of drops) drop().run(key)
      members.drop(key)
    },
  }
}
