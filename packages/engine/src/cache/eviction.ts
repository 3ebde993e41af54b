import { readUpTo, type PersonId, type RoomId, type Seq } from '@parley/protocol'
import { endless, isHeld, putRoom, type Changes } from '../apply/changes.ts'
import { summarised } from '../apply/summary.ts'
import { gapsOf, topOf } from '../ranges/ranges.ts'
import type { CacheTx } from '../store/port.ts'
import type { CacheWriter } from './writer.ts'

/** Makes room in the cache: the oldest talk of the rooms least used becomes a hole, which scrolling fills again. */
export type Eviction = {
  /** Forgets about `items` items; gives how many it were, 0 when there is nothing left that may go. */
  evict(items: number): number
}

/** What of a room stays: its first screens open without a server. */
const keptItems = 100
/** Deleting needs room, too, for what a transaction may have to take back. */
const itemsAtOnce = 500

export function createEviction(deps: {
  me: PersonId
  cache: CacheWriter
  /** What is on a screen stays: it would be fetched again at once. */
  looked(): ReadonlySet<RoomId>
  /** When the person last looked at a room while this engine ran; 0 for never. */
  lookedAt(room: RoomId): number
}): Eviction {
  const { me, cache, looked, lookedAt } = deps
  const evictFrom = (room: RoomId, items: number): number =>
    cache.writeOnce((tx, changes) => {
      const cut = cutOf(tx, room, items)
      if (cut) dropOldest(tx, changes, me, { room, upTo: cut.upTo })
      return cut?.items ?? 0
    })
  return {
    evict(items) {
      const rooms = cache.index
        .held()
        .filter(({ id }) => !looked().has(id))
        .toSorted(
          (one, other) => lookedAt(one.id) - lookedAt(other.id) || one.lastAt - other.lastAt,
        )
      let left = items
      for (const { id } of rooms)
        while (left > 0) {
          const dropped = evictFrom(id, Math.min(left, itemsAtOnce))
          if (dropped === 0) break
          left -= dropped
        }
      return items - left
    },
  }
}

/** The place up to which the oldest `limit` items of a room may go; null when none may. */
function cutOf(tx: CacheTx, id: RoomId, limit: number): { upTo: Seq; items: number } | null {
  const room = tx.room(id)
  // A room that is just being brought up from far behind waits for the items it has.
  if (!isHeld(room) || !room.cursor || topOf(tx.ranges(id)) !== room.cursor.seq) return null
  const kept = tx.itemsBack(id, endless, keptItems).at(-1)
  const oldest = tx.itemsForward(id, 0, limit).filter((item) => kept && item.seq < kept.seq)
  const last = oldest.at(-1)
  return last ? { upTo: last.seq, items: oldest.length } : null
}

/** Everything at or below `upTo` becomes one hole that counts what it holds (SPEC L8). */
export function dropOldest(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  { room: id, upTo }: { room: RoomId; upTo: Seq },
): void {
  const room = tx.room(id)
  if (!isHeld(room) || !room.cursor) return
  const ranges = tx
    .ranges(id)
    .filter((range) => range.to > upTo)
    .map((range) => ({ from: Math.max(range.from, upTo), to: range.to }))
  const [gap] = gapsOf(ranges)
  if (!gap) return
  const read = readUpTo(room.mark, room.ownLastPost)
  const cached = tx.countUnread(id, me, read, gap.to)
  const holes = tx.holes(id)
  const below = holes.filter((hole) => hole.to <= gap.to && hole.to > read)
  const count = below.reduce(
    (sum, hole) => ({
      unread: sum.unread + hole.count.unread,
      mentions: sum.mentions + hole.count.mentions,
    }),
    cached,
  )
  tx.dropItems(id, gap.to)
  tx.putRanges(id, ranges)
  tx.putHoles(id, [{ ...gap, count }, ...holes.filter((hole) => hole.to > gap.to)])
  // A page read before would bring items back as they were then.
  changes.jumped.set(id, room.cursor.seq)
  changes.recount.add(id)
  changes.items.add(id)
  putRoom(tx, changes, summarised(tx, me, room))
}
