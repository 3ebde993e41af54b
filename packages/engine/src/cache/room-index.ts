import { headSum, type RoomId } from '@parley/protocol'
import type { Changes } from '../apply/changes.ts'
import { isHeld } from '../apply/changes.ts'
import type { Cache, CachedRoom, CacheMeta } from '../store/port.ts'

/**
 * The cache's rooms (without members) and its meta, kept in memory as of the last commit: the room list, the cursors and the
 * head check read them without the store.
 */
export type RoomIndex = {
  meta(): CacheMeta
  get(id: RoomId): CachedRoom | null
  /** Rooms the person is in; in no order. */
  held(): CachedRoom[]
  /** Of the personal cursor and the cursors of all rooms held (SPEC L12). */
  headSum(): number
  load(): void
  apply(changes: Changes): void
}

export function createRoomIndex(cache: Cache): RoomIndex {
  let meta: CacheMeta
  let rooms: Map<RoomId, CachedRoom>
  const load = () => {
    const [loadedMeta, loadedRooms] = cache.tx((tx) => [tx.meta(), tx.rooms()] as const)
    meta = loadedMeta
    rooms = new Map(loadedRooms.map((room) => [room.id, room]))
  }
  load()
  return {
    meta: () => meta,
    get: (id) => rooms.get(id) ?? null,
    held: () => [...rooms.values()].filter(isHeld),
    headSum() {
      const held = [...rooms.values()].filter(isHeld)
      return headSum(
        meta.personalCursor,
        held.map(({ cursor }) => cursor?.seq ?? 0),
      )
    },
    load,
    apply(changes) {
      if (changes.meta) meta = changes.meta
      for (const [id, room] of changes.rooms)
        if (room) rooms.set(id, { ...room, state: room.state && { ...room.state, members: [] } })
        else rooms.delete(id)
    },
  }
}
