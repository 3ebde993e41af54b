import type { RoomId } from '@parley/protocol'
import { asc, eq, sql } from 'drizzle-orm'
import type { RoomCache, KeyedRoom } from './room-cache.ts'
import type { OpenDatabase } from './database.ts'
import { members, rooms } from './schema.ts'

/** Looks rooms up, in the cache first. */
export function roomsIn(
  { db }: OpenDatabase,
  cache: RoomCache,
): (room: RoomId) => KeyedRoom | null {
  const byId = db
    .select()
    .from(rooms)
    .where(eq(rooms.id, sql.placeholder('id')))
    .prepare()
  const membersOf = db
    .select()
    .from(members)
    .where(eq(members.room, sql.placeholder('room')))
    .orderBy(asc(members.place))
    .prepare()

  function load(id: RoomId): KeyedRoom | null {
    const row = byId.get({ id })
    if (!row) return null
    const { key, state, head, headId, lastAt, messages } = row
    const listed = membersOf.all({ room: key }).map(({ profile, role, epoch, leftSeq }) => ({
      person: profile,
      role,
      epoch,
      left: leftSeq,
    }))
    const fact = { state: { ...state, members: listed }, head, headId, lastAt, messages }
    return { key, fact }
  }

  return (id) => {
    const cached = cache.get(id)
    if (cached) return cached
    const loaded = load(id)
    if (loaded) cache.put(id, loaded)
    return loaded
  }
}
