import {
  readUpTo,
  type Item,
  type ItemPage,
  type PersonId,
  type RoomId,
  type RoomState,
  type Seq,
  type EntryId,
} from '@parley/protocol'
import { relieved, reshaped, settled } from '../ranges/holes.ts'
import { rangeAt, topOf, withRange } from '../ranges/ranges.ts'
import type { CachedRoom, CacheTx, Range } from '../store/port.ts'
import { isHeld, markOutdated, putRoom, type Changes } from './changes.ts'
import { summarised } from './summary.ts'

export type Snapshot = {
  room: RoomId
  id: EntryId
  state: RoomState
  page: ItemPage
  ownLastPost: Seq
}

/** A room as it stands at the server, in place of whatever was cached of it. */
export function applySnapshot(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  snapshot: Snapshot,
): void {
  const known = tx.room(snapshot.room)
  if (!isHeld(known)) return
  const { room, page } = snapshot
  tx.dropRoom(room)
  const next: CachedRoom = {
    ...known,
    state: snapshot.state,
    cursor: { seq: page.asOf, id: snapshot.id },
    ownLastPost: ownLastOf(me, page.items, snapshot.ownLastPost),
    lastAt: 0,
  }
  // The room first: a store may hold its items under it.
  tx.putRoom(next)
  tx.putItems(room, page.items)
  tx.putRanges(room, withRange([], { from: page.from, to: page.asOf }))
  if (page.from > 0) tx.putHoles(room, [{ from: 0, to: page.from, count: page.hole }])
  noteItems(changes, me, room, page.items)
  changes.people = true
  changes.jumped.set(room, page.asOf)
  putRoom(tx, changes, summarised(tx, me, next))
}

/**
 * The latest items of a room far behind (SPEC L11): they show at once, while its state and cursor wait for what changed
 * before them (`applyFar`). False: the room is not cached as the server was told, and its copy has to be replaced.
 */
export function applyFarItems(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  snapshot: Snapshot,
): boolean {
  const { room, page } = snapshot
  const known = tx.room(room)
  if (!isHeld(known) || !known.cursor) return false
  const ownLastPost = ownLastOf(me, page.items, Math.max(known.ownLastPost, snapshot.ownLastPost))
  cover(tx, changes, me, {
    room: { ...known, ownLastPost },
    page,
    span: { from: page.from, to: page.asOf },
  })
  return true
}

/** The room far behind is complete: its state and its cursor are the snapshot's. */
export function applyFar(tx: CacheTx, changes: Changes, me: PersonId, snapshot: Snapshot): void {
  const known = tx.room(snapshot.room)
  if (!isHeld(known)) return
  const cursor = { seq: snapshot.page.asOf, id: snapshot.id }
  changes.people = true
  changes.jumped.set(snapshot.room, snapshot.page.asOf)
  // The mark may have moved while this was under way, and what changed came as it is now, not as it was at the page's head.
  changes.recount.add(snapshot.room)
  const next = { ...known, state: snapshot.state, cursor }
  recountBelow(tx, me, next, snapshot.page)
  putRoom(tx, changes, summarised(tx, me, next))
}

/** Items that changed, as far as they are cached. */
export function applyChangedItems(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  { room, items }: { room: RoomId; items: readonly Item[] },
): void {
  const ranges = tx.ranges(room)
  putNewer(tx, changes, { room, items: items.filter((item) => rangeAt(ranges, item.seq)) })
  noteItems(changes, me, room, items)
}

/** A page of older talk; what lies past the highest known item is left to the entries. */
export function applyHistory(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  { room: id, page }: { room: RoomId; page: ItemPage },
): void {
  const room = tx.room(id)
  if (!isHeld(room) || !room.cursor) return
  const span = { from: page.from, to: Math.min(page.to, topOf(tx.ranges(id))) }
  if (span.to <= span.from) return
  cover(tx, changes, me, { room, page, span })
  if (page.asOf !== room.cursor.seq && page.hole.unread > 0) changes.recount.add(id)
}

/** Single items that were asked for: each is a range of its own. */
export function applyFoundItems(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  { room: id, items }: { room: RoomId; items: readonly Item[] },
): void {
  const room = tx.room(id)
  if (!isHeld(room) || !room.cursor) return
  const top = topOf(tx.ranges(id))
  const below = items.filter((item) => item.seq <= top)
  if (below.length === 0) return
  const spans = below.map(({ seq }) => ({ from: seq - 1, to: seq }))
  putNewer(tx, changes, { room: id, items: below })
  reach(tx, me, room, spans)
  if (readUpTo(room.mark, room.ownLastPost) < Math.max(...below.map(({ seq }) => seq)))
    changes.recount.add(id)
  putRoom(tx, changes, summarised(tx, me, room))
}

function cover(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  { room, page, span }: { room: CachedRoom; page: ItemPage; span: Range },
): void {
  const items = page.items.filter((item) => item.seq > span.from && item.seq <= span.to)
  putNewer(tx, changes, { room: room.id, items })
  const former = tx.holes(room.id)
  reach(tx, me, room, [span])
  recountBelow(tx, me, room, page)
  tx.putHoles(room.id, relieved(former, tx.holes(room.id), span))
  noteItems(changes, me, room.id, items)
  putRoom(tx, changes, summarised(tx, me, room))
}

function reach(tx: CacheTx, me: PersonId, room: CachedRoom, spans: readonly Range[]): void {
  const ranges = spans.reduce(withRange, tx.ranges(room.id))
  // A hole counts what lies past the mark; the mark may lie within it.
  const read = readUpTo(room.mark, room.ownLastPost)
  const holes = reshaped(tx.holes(room.id), ranges, (within) =>
    tx.countUnread(room.id, me, Math.max(within.from, read), within.to),
  )
  tx.putRanges(room.id, ranges)
  tx.putHoles(room.id, holes)
}

function recountBelow(tx: CacheTx, me: PersonId, room: CachedRoom, page: ItemPage): void {
  const read = readUpTo(room.mark, room.ownLastPost)
  const cached = tx.countUnread(room.id, me, read, page.from)
  tx.putHoles(
    room.id,
    settled(tx.holes(room.id), { edge: page.from, total: page.hole, cached, readUpTo: read }),
  )
}

/** Puts what is newer than what is cached; a stub that is newer still asks for the item again (SPEC L9). */
function putNewer(
  tx: CacheTx,
  changes: Changes,
  { room, items }: { room: RoomId; items: readonly Item[] },
): void {
  const newer = items.filter((item) => {
    const known = tx.item(room, item.id)
    if (known?.kind === 'message' && item.kind === 'message')
      return item.changedSeq > known.changedSeq
    return known === null
  })
  for (const item of items) {
    const stub = tx.stub(room, item.id)
    if (stub === null) continue
    if (item.kind === 'message' && item.changedSeq < stub) markOutdated(changes, room, item.id)
    else tx.dropStub(room, item.id)
  }
  tx.putItems(room, newer)
  changes.items.add(room)
}

function noteItems(changes: Changes, me: PersonId, room: RoomId, items: readonly Item[]): void {
  changes.items.add(room)
  for (const item of items) if (item.by === me) changes.applied.add(item.id)
}

function ownLastOf(me: PersonId, items: readonly Item[], below: Seq): Seq {
  const own = items.filter((item) => item.kind === 'message' && item.by === me)
  return Math.max(below, ...own.map(({ seq }) => seq))
}
