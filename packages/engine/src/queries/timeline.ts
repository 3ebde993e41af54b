import { unmarked, type EntryId, type Item, type RoomId } from '@parley/protocol'
import { isHeld } from '../apply/changes.ts'
import { spokenText } from '../apply/summary.ts'
import { byRoom, shownRoom } from '../overlay/rooms.ts'
import { talkOverlay, type Shown, type TalkOverlay } from '../overlay/talk.ts'
import { rangeAt } from '../ranges/ranges.ts'
import type { CacheTx, Range } from '../store/port.ts'
import { foldedIn, type Folded } from './blocks.ts'
import type { Computed, Need, QueryContext } from './context.ts'
import { countPast } from './rooms.ts'
import type { MessageRow, Queries, ResultOf, TimelineRow, TimelineView } from './views.ts'

/** A quote shows a line or two. */
const quoteChars = 300

/**
 * A window of one room's talk. Its rows come from one range, so nothing between two of them is missing; where the window
 * touches a hole it says so and needs that history.
 */
export function timeline(
  context: QueryContext,
  args: Queries['timeline']['args'],
): Computed<ResultOf<'timeline'>> {
  const { room: id } = args
  const queued = byRoom(context.queue.rows()).get(id) ?? []
  const overlay = talkOverlay(id, queued, context.author)
  return context.cache.read((tx): Computed<TimelineView> => {
    const cached = context.cache.index.get(id)
    const window = isHeld(cached) ? windowOf(tx, args) : emptyWindow
    const shown = shownRoom(id, cached, queued, context.author, (from) =>
      countPast(tx, context, id, from),
    )
    const pinned = new Set(shown?.room.state?.pins.map(({ message }) => message))
    const marks = { pinned, saved: context.values('saved'), folded: foldedIn(context, id) }
    const base = window.items.map((item) => baseRow(context, overlay, item, marks))
    const posts =
      window.newer === 'none'
        ? overlay
            .posts((post) => tx.item(id, post) !== null)
            .map((post) => messageRow(context, post, null, noMarks))
        : []
    const rows = [...base, ...posts]
    const missing = quote(tx, { rows, room: id, overlay, folded: marks.folded })
    const needs: Need[] = [...window.needs]
    if (missing.length > 0) needs.push({ kind: 'items', room: id, ids: missing })
    return {
      result: {
        rows,
        older: window.older,
        newer: window.newer,
        readUpTo: shown?.readUpTo ?? 0,
        unread: shown?.room.unread ?? 0,
        mark: shown?.mark ?? unmarked,
        seen: context.live.seen(id),
      },
      keys: [`items:${id}`, `room:${id}`, `seen:${id}`, 'outbox', 'values:block', 'values:saved'],
      needs,
    }
  })
}

type Window = Pick<TimelineView, 'older' | 'newer'> & { items: Item[]; needs: Need[] }
const emptyWindow: Window = { items: [], older: 'none', newer: 'none', needs: [] }

function windowOf(tx: CacheTx, { room, end, limit }: Queries['timeline']['args']): Window {
  const ranges = tx.ranges(room)
  const top = ranges.at(-1)
  if (!top) return { ...emptyWindow, older: 'hole' }
  const edge = end === null || end > top.to ? top.to : end
  const range = rangeAt(ranges, edge)
  if (!range) {
    const needs: Need[] = [{ kind: 'history', room, edge, direction: 'back' }]
    return { items: [], older: 'hole', newer: 'hole', needs }
  }
  const found = tx.itemsBack(room, edge, limit + 1).filter((item) => item.seq > range.from)
  const items = found.slice(0, limit).toReversed()
  const older = found.length > limit ? 'cached' : range.from === 0 ? 'none' : 'hole'
  const newer = newerThan(tx, { room, edge, range, top })
  const needs: Need[] = []
  if (older === 'hole') needs.push({ kind: 'history', room, edge: range.from, direction: 'back' })
  if (newer === 'hole') needs.push({ kind: 'history', room, edge: range.to, direction: 'forward' })
  return { items, older, newer, needs }
}

function newerThan(
  tx: CacheTx,
  { room, edge, range, top }: { room: RoomId; edge: number; range: Range; top: Range },
): TimelineView['newer'] {
  const [next] = tx.itemsForward(room, edge, 1)
  if (next && next.seq <= range.to) return 'cached'
  return range === top ? 'none' : 'hole'
}

/** What is held up for everyone, kept by the person, and by whom they want to read nothing. */
type Marks = {
  pinned: ReadonlySet<EntryId>
  saved: { has(message: EntryId): boolean }
  folded: Folded
}
const noMarks: Marks = { pinned: new Set(), saved: new Set(), folded: new Set() }

function baseRow(
  context: QueryContext,
  overlay: TalkOverlay,
  item: Item,
  marks: Marks,
): TimelineRow {
  if (item.kind === 'notice') return { id: item.id, kind: 'notice', seq: item.seq, item }
  return messageRow(context, overlay.over(item), item.seq, marks)
}

function messageRow(
  context: QueryContext,
  shown: Shown,
  seq: number | null,
  { pinned, saved, folded }: Marks,
): MessageRow {
  const { item, delivery } = shown
  const me = context.author.me.id
  return {
    id: item.id,
    kind: 'message',
    seq,
    item,
    mine: item.by === me,
    mentionsMe: item.by !== me && (item.mentions.everyone || item.mentions.people.includes(me)),
    quote: null,
    folded: folded.has(item.by),
    pinned: pinned.has(item.id),
    saved: saved.has(item.id),
    delivery,
  }
}

/** Fills in the quotes of `rows`; gives the ids of those that are not cached. */
function quote(
  tx: CacheTx,
  {
    rows,
    room,
    overlay,
    folded,
  }: { rows: readonly TimelineRow[]; room: RoomId; overlay: TalkOverlay } & Pick<Marks, 'folded'>,
): EntryId[] {
  const shownById = new Map(
    rows.flatMap((row) => (row.kind === 'message' ? [[row.id, row.item] as const] : [])),
  )
  const missing = new Set<EntryId>()
  for (const row of rows) {
    if (row.kind !== 'message' || row.item.replyTo === null) continue
    const id = row.item.replyTo
    const cached = shownById.get(id) ?? tx.item(room, id)
    if (cached?.kind === 'message') {
      const { item } = shownById.has(id) ? { item: cached } : overlay.over(cached)
      row.quote = {
        id,
        by: item.by,
        text: spokenText(item).slice(0, quoteChars),
        deleted: item.deletedAt !== null,
        folded: folded.has(item.by),
      }
      continue
    }
    row.quote = 'missing'
    if (!cached) missing.add(id)
  }
  return [...missing]
}
