import type { EntryId, RoomId, Seq } from '@parley/protocol'
import type { CachedRoom, CachedValue, CacheMeta, CacheTx } from '../store/port.ts'

/** What one transaction of the cache did, told to the rest of the engine once it has committed. */
export type Changes = {
  meta: CacheMeta | null
  /** Rooms as they now are; null: not held any more. */
  rooms: Map<RoomId, CachedRoom | null>
  /** Rooms whose items or ranges changed. */
  items: Set<RoomId>
  /** The person's own commands whose effect is in the cache now. */
  applied: Set<EntryId>
  people: boolean
  /** The person's own values that were set or, with null, taken away, in that order. */
  values: CachedValue[]
  /** Rooms the person lost. */
  lost: Set<RoomId>
  /** Rooms without a usable cursor: to be pulled. */
  behind: Set<RoomId>
  /** Items of which an older state came than one that is known of (SPEC L9): to be fetched. */
  outdated: Map<RoomId, Set<EntryId>>
  /** Rooms whose cached copy went to a sequence without the entries before it: pages read earlier are stale. */
  jumped: Map<RoomId, Seq>
  /** Rooms whose holes have to be counted again. */
  recount: Set<RoomId>
}

export function noChanges(): Changes {
  return {
    meta: null,
    rooms: new Map(),
    items: new Set(),
    applied: new Set(),
    people: false,
    values: [],
    lost: new Set(),
    behind: new Set(),
    outdated: new Map(),
    jumped: new Map(),
    recount: new Set(),
  }
}

export function markOutdated(changes: Changes, room: RoomId, id: EntryId): void {
  const known = changes.outdated.get(room)
  if (known) known.add(id)
  else changes.outdated.set(room, new Set([id]))
}

export function putRoom(tx: CacheTx, changes: Changes, room: CachedRoom): void {
  tx.putRoom(room)
  changes.rooms.set(room.id, room)
}

/** Whether the person is in the room: of one they are not in, only their own values are kept, under epoch 0. */
export function isHeld(room: CachedRoom | null | undefined): room is CachedRoom {
  return room !== null && room !== undefined && room.epoch > 0
}

export const endless: Seq = Number.MAX_SAFE_INTEGER
