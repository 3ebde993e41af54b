import { directPair, type HoleCount, type RoomId, type ValueOf } from '@parley/protocol'
import { byRoom, shownRoom, type ShownRoom } from '../overlay/rooms.ts'
import { countOf } from '../ranges/holes.ts'
import type { CachedRoom, CacheTx, OutboxRow, Preview } from '../store/port.ts'
import { endless, isHeld } from '../apply/changes.ts'
import type { Computed, QueryContext, QueryKey } from './context.ts'
import type { ResultOf, RoomRow } from './views.ts'

/** Rows of rooms with nothing queued, by the room they were made of: a list of thousands changes a few at a time. */
const made = new WeakMap<CachedRoom, { row: RoomRow | null; own: Own; people: number }>()

/** What is the person's own about a room. */
type Own = {
  draft: string | null
  favourite: boolean
  archived: boolean
  hidden: boolean
  folded: boolean
}

/** A list shows one line of it. */
const draftChars = 120

const nothingQueued: readonly OutboxRow[] = []

/** The room list: the latest talk first. A room of which nothing has arrived yet is left out. */
export function rooms(context: QueryContext): Computed<ResultOf<'rooms'>> {
  const { index } = context.cache
  const queued = byRoom(context.queue.rows())
  const drafts = new Map(
    context.queue.tx((tx) => tx.drafts()).map(({ room, text }) => [room, text]),
  )
  const favourites = context.values('favourite')
  const archived = context.values('archived')
  const hidden = context.values('hidden')
  const blocked = context.values('block')
  const ownOf = ({ id, preview }: CachedRoom): Own => ({
    folded: preview !== null && blocked.has(preview.by) && !directPair(id),
    draft: drafts.get(id)?.trim().slice(0, draftChars) || null,
    favourite: favourites.has(id),
    archived: archived.has(id),
    hidden: isHidden(hidden.get(id) ?? null, preview),
  })
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
      const own = ownOf(room)
      if (queued.has(room.id)) return rowOf(context, shown, own) ?? []
      const known = made.get(room)
      if (known?.people === people && isSameOwn(known.own, own)) return known.row ?? []
      const row = rowOf(context, shown, own)
      made.set(room, { row, own, people })
      return row ?? []
    })
  return { result: { rows }, keys }
}

const keys: readonly QueryKey[] = [
  'rooms',
  'outbox',
  'drafts',
  'people',
  'values:favourite',
  'values:archived',
  'values:hidden',
  'values:block',
]

/** Hidden until something is said past the place where it was; what is queued is said, too (SPEC O6). */
function isHidden(value: ValueOf<'hidden'> | null, latest: Preview | null): boolean {
  if (!value) return false
  return latest === null || (latest.seq !== null && latest.seq <= value.upTo)
}

function isSameOwn(one: Own, other: Own): boolean {
  return (
    one.draft === other.draft &&
    one.favourite === other.favourite &&
    one.archived === other.archived &&
    one.hidden === other.hidden &&
    one.folded === other.folded
  )
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

function rowOf(context: QueryContext, shown: ShownRoom, own: Own): RoomRow | null {
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
    head: room.cursor?.seq ?? 0,
    latest: preview?.seq ?? null,
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
    ...own,
    failed,
    delivery,
  }
}

function compare(one: ShownRoom, other: ShownRoom): number {
  return one.room.id < other.room.id ? -1 : 1
}
