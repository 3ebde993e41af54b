import { directPair, type HoleCount, type RoomId } from '@parley/protocol'
import { byRoom, shownRoom, type ShownRoom } from '../overlay/rooms.ts'
import { countOf } from '../ranges/holes.ts'
import type { CachedRoom, CacheTx, OutboxRow } from '../store/port.ts'
import { endless, isHeld } from '../apply/changes.ts'
import type { Computed, QueryContext } from './context.ts'
import type { ResultOf, RoomRow } from './views.ts'

/** Rows of rooms with nothing queued, by the room they were made of: a list of thousands changes a few at a time. */
const made = new WeakMap<CachedRoom, { row: RoomRow | null; draft: boolean; people: number }>()

const nothingQueued: readonly OutboxRow[] = []

/** The room list: the latest talk first. A room of which nothing has arrived yet is left out. */
export function rooms(context: QueryContext): Computed<ResultOf<'rooms'>> {
  const { index } = context.cache
  const queued = byRoom(context.queue.rows())
  const drafts = new Set(context.queue.tx((tx) => tx.drafts()).map((draft) => draft.room))
  const shownOf = (id: RoomId, room: CachedRoom | null) =>
    shownRoom(id, room, queued.get(id) ?? nothingQueued, context.author, (from) =>
      context.cache.read((tx) => countPast(tx, context, id, from)),
    )
  const unheld = [...queued.keys()].filter((id) => !isHeld(index.get(id)))
  const people = context.cache.peopleVersion()
  const rows = [
    ...index.held().map((room) => shownOf(room.id, room)),
    ...unheld.map((id) => shownOf(id, null)),
  ]
    .filter((shown) => shown !== null)
    .toSorted((one, other) => other.room.lastAt - one.room.lastAt || compare(one, other))
    .flatMap((shown) => {
      const { room } = shown
      const draft = drafts.has(room.id)
      if (queued.has(room.id)) return rowOf(context, shown, draft) ?? []
      const known = made.get(room)
      if (known?.draft === draft && known.people === people) return known.row ?? []
      const row = rowOf(context, shown, draft)
      made.set(room, { row, draft, people })
      return row ?? []
    })
  return { result: { rows }, keys: ['rooms', 'outbox', 'drafts', 'people'] }
}

/** What is unread past a mark that is still queued; of holes only what was counted past the former one is known. */
export function countPast(
  tx: CacheTx,
  context: QueryContext,
  room: RoomId,
  from: number,
): HoleCount {
  const cached = tx.countUnread(room, context.author.me.id, from, endless)
  const holes = countOf(tx.holes(room), from)
  return { unread: cached.unread + holes.unread, mentions: cached.mentions + holes.mentions }
}

/** The other person of a direct room. */
export function otherOf(context: QueryContext, room: RoomId) {
  return directPair(room)?.find((id) => id !== context.author.me.id) ?? null
}

function rowOf(context: QueryContext, shown: ShownRoom, draft: boolean): RoomRow | null {
  const { room, failed, delivery } = shown
  if (!room.state) return null
  const { state, preview } = room
  const other = state.kind === 'direct' ? otherOf(context, room.id) : null
  const me = context.author.me.id
  return {
    id: room.id,
    kind: state.kind,
    title: other ? context.person(other).name : state.title,
    contract: state.contract,
    other,
    favourite: room.favourite,
    unread: room.unread,
    mentions: room.mentions,
    markedUnread: shown.mark.unreadAt !== null,
    lastAt: room.lastAt,
    preview: preview && {
      by: preview.by,
      byName: context.person(preview.by).name,
      mine: preview.by === me,
      text: preview.text,
      deleted: preview.deleted,
    },
    draft,
    failed,
    delivery,
  }
}

function compare(one: ShownRoom, other: ShownRoom): number {
  return one.room.id < other.room.id ? -1 : 1
}
