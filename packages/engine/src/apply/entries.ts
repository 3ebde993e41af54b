import {
  foldMessage,
  foldRoom,
  itemOf,
  readUpTo,
  targetOf,
  type Entry,
  type EntryId,
  type Item,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { reshaped } from '../ranges/holes.ts'
import { overlaps, withRange } from '../ranges/ranges.ts'
import type { CachedRoom, CacheTx } from '../store/port.ts'
import { isHeld, putRoom, type Changes } from './changes.ts'
import { summarised } from './summary.ts'

/**
 * Dense entries of one room onto the cache, once: known ones are dropped (SPEC L6). `gap`: the first one does not follow the
 * cursor; nothing was changed. `unheld`: the person is not in the room as far as the cache knows.
 */
export function applyEntries(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  { room: id, entries }: { room: RoomId; entries: readonly Entry[] },
): 'applied' | 'known' | 'gap' | 'unheld' {
  const room = tx.room(id)
  if (!isHeld(room)) return 'unheld'
  const cursor = room.cursor?.seq ?? 0
  const fresh = entries.filter((entry) => entry.seq > cursor)
  const [first] = fresh
  const last = fresh.at(-1)
  if (!first || !last) return 'known'
  if (first.seq !== cursor + 1) return 'gap'

  const span = { from: cursor, to: last.seq }
  const ranges = tx.ranges(id)
  const items = changedItems(tx, changes, id, { entries: fresh, known: overlaps(ranges, span) })
  tx.putItems(id, items)
  const grown = withRange(ranges, span)
  tx.putRanges(id, grown)
  // Only a first page taken over beyond the cursor (SPEC L11) leaves holes that entries reach.
  const read = readUpTo(room.mark, room.ownLastPost)
  if (overlaps(tx.holes(id), span))
    tx.putHoles(
      id,
      reshaped(tx.holes(id), grown, (within) =>
        tx.countUnread(id, me, Math.max(within.from, read), within.to),
      ),
    )
  const own = fresh.findLast((entry) => entry.by === me && entry.body.kind === 'message.posted')
  const state = fresh.reduce((folded, entry) => foldRoom(id, folded, entry), room.state)
  const next: CachedRoom = {
    ...room,
    state,
    cursor: { seq: last.seq, id: last.id },
    ownLastPost: Math.max(room.ownLastPost, own?.seq ?? 0),
  }
  if (state?.members !== room.state?.members) changes.people = true
  for (const entry of fresh) if (entry.by === me) changes.applied.add(entry.id)
  changes.items.add(id)
  putRoom(tx, changes, summarised(tx, me, next))
  return 'applied'
}

/** The items that the entries add or change, each once. `known`: some of them may be cached already, in a later state. */
function changedItems(
  tx: CacheTx,
  changes: Changes,
  room: RoomId,
  { entries, known }: { entries: readonly Entry[]; known: boolean },
): Item[] {
  const items = new Map<EntryId, Item>()
  for (const entry of entries) {
    const added = itemOf(entry)
    if (added) {
      if (!known || !tx.item(room, added.id)) items.set(added.id, added)
      continue
    }
    const target = targetOf(entry)
    if (!target) continue
    const item = items.get(target) ?? tx.item(room, target)
    if (item?.kind === 'message') {
      items.set(target, foldMessage(item, entry))
      continue
    }
    tx.putStub(room, target, entry.seq)
    // It may have been counted in a hole; only the server knows.
    if (entry.body.kind !== 'reaction.changed') changes.recount.add(room)
  }
  return [...items.values()]
}
