import { isDeepStrictEqual } from 'node:util'
import { foldRoom, itemOf, targetOf, type RoomId, type RoomState } from '@parley/protocol'
import type Database from 'better-sqlite3'
import { entryColumns, entryOf, jsonOf, stateOf, type EntryRow } from './rows.ts'

type RoomRow = {
  key: number
  id: RoomId
  head: number
  head_id: string
  last_at: number
  messages: number
  state: string
}
type MemberRow = { role: string; epoch: number; left_seq: number | null; profile: string }

/**
 * Walks every room's log from its first entry: dense (SPEC L1), in order of time (L3), with the room's row and its members
 * equal to what the log folds to (L10). One entry is in memory at a time.
 */
export function checkRooms(sqlite: Database.Database) {
  const rooms = sqlite.prepare<[], RoomRow>('SELECT * FROM rooms ORDER BY key').all()
  const faults = rooms.flatMap((room) =>
    roomFaults(sqlite, room).map((fault) => `Room ${room.id}: ${fault}`),
  )
  const strays = sqlite
    .prepare<[], number>('SELECT count(*) FROM entries WHERE room NOT IN (SELECT key FROM rooms)')
    .pluck()
    .get()
  if (strays) faults.push(`${strays} entries belong to no room`)
  const strangers = sqlite
    .prepare<[], number>(
      'SELECT count(DISTINCT by) FROM entries WHERE by NOT IN (SELECT id FROM people)',
    )
    .pluck()
    .get()
  if (strangers) faults.push(`${strangers} authors of entries are nobody this server knows`)
  const entries = sqlite.prepare<[], number>('SELECT count(*) FROM entries').pluck().get() ?? 0
  return { rooms: rooms.length, entries, faults }
}

function roomFaults(sqlite: Database.Database, room: RoomRow): string[] {
  const rows = sqlite.prepare<[number], EntryRow>(
    `SELECT ${entryColumns} FROM entries WHERE room = ? ORDER BY seq`,
  )
  let state: RoomState | null = null
  let last = { seq: 0, id: '', at: 0, messages: 0 }
  for (const row of rows.iterate(room.key)) {
    const place = `entry ${row.seq}`
    if (row.seq !== last.seq + 1) return [`entry ${last.seq + 1} is missing`]
    const entry = entryOf(row)
    if (!entry) return [`${place} cannot be read`]
    if (state === null && entry.body.kind !== 'room.created')
      return [`${place} stands before the room was made`]
    if (row.at < last.at) return [`${place} is older than the one before it`]
    const target = targetOf(entry) ?? (itemOf(entry) ? null : '')
    if (target !== row.target) return [`${place} is listed under another message than it is about`]
    const messages: number = last.messages + (entry.body.kind === 'message.posted' ? 1 : 0)
    if (row.messages !== messages)
      return [`${place} counts ${row.messages} messages where there are ${messages}`]
    state = foldRoom(room.id, state, entry)
    last = { seq: row.seq, id: row.id, at: row.at, messages }
  }
  if (!state) return ['it has no entries']
  const { head, head_id: headId, last_at: lastAt, messages } = room
  const isHead = head === last.seq && headId === last.id && lastAt === last.at
  return [
    ...(isHead ? [] : [`its head says entry ${head}, its log ends with ${last.seq}`]),
    ...(messages === last.messages
      ? []
      : [`it counts ${messages} messages where there are ${last.messages}`]),
    ...stateFaults(sqlite, room, state),
  ]
}

function stateFaults(sqlite: Database.Database, room: RoomRow, folded: RoomState): string[] {
  const { members, ...state } = folded
  const listed = sqlite
    .prepare<[number], MemberRow>(
      'SELECT role, epoch, left_seq, profile FROM members WHERE room = ? ORDER BY place',
    )
    .all(room.key)
    .map(({ role, epoch, left_seq: left, profile }) => ({
      person: jsonOf(profile),
      role,
      epoch,
      left,
    }))
  return [
    ...(isDeepStrictEqual(stateOf(room.state), state)
      ? []
      : ['its title, topic or contract are not what its log says']),
    ...(isDeepStrictEqual(listed, members) ? [] : ['its members are not those of its log']),
  ]
}
