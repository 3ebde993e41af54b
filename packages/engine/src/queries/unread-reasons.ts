import type { PersonId, RoomId } from '@parley/protocol'
import { endless, isHeld } from '../apply/changes.ts'
import { spokenText } from '../apply/summary.ts'
import { byRoom, shownRoom } from '../overlay/rooms.ts'
import type { CacheTx } from '../store/port.ts'
import type { Computed, QueryContext } from './context.ts'
import { countPast } from './rooms.ts'
import type { ResultOf, UnreadReasons } from './views.ts'

/** The last message may be some way below the mark, under notices. */
const lookBack = 20
const textChars = 200

/** How a room's unread number comes about; null for a room one is not in. */
export function unreadReasons(
  context: QueryContext,
  { room: id }: { room: RoomId },
): Computed<ResultOf<'unread-reasons'>> {
  const cached = context.cache.index.get(id)
  const queued = byRoom(context.queue.rows()).get(id) ?? []
  const keys = [`items:${id}`, `room:${id}`, 'outbox'] as const
  if (!isHeld(cached)) return { result: { reasons: null }, keys }
  return context.cache.read((tx): Computed<ResultOf<'unread-reasons'>> => {
    const shown = shownRoom(id, cached, queued, context.author, (from) =>
      countPast(tx, context, id, from),
    )
    if (!shown) return { result: { reasons: null }, keys }
    const { readUpTo, room, mark } = shown
    const authors = authorsPast(tx, id, context.author.me.id, readUpTo)
    const here = authors.reduce((sum, { count }) => sum + count, 0)
    const reasons: UnreadReasons = {
      unread: room.unread,
      mentions: room.mentions,
      readUpTo,
      why: whyOf(readUpTo, mark.upTo, mark.unreadAt !== null),
      last: lastRead(tx, id, readUpTo),
      authors,
      away: Math.max(0, room.unread - here),
    }
    return { result: { reasons }, keys }
  })
}

function whyOf(readUpTo: number, upTo: number, byHand: boolean): UnreadReasons['why'] {
  if (readUpTo > upTo) return 'own-post'
  if (byHand) return 'by-hand'
  return readUpTo === 0 ? 'never-read' : 'mark'
}

function authorsPast(
  tx: CacheTx,
  room: RoomId,
  me: PersonId,
  from: number,
): UnreadReasons['authors'] {
  const counts = new Map<PersonId, number>()
  for (const item of tx.itemsForward(room, from, endless))
    if (item.kind === 'message' && item.by !== me && item.deletedAt === null)
      counts.set(item.by, (counts.get(item.by) ?? 0) + 1)
  return [...counts]
    .map(([person, count]) => ({ person, count }))
    .toSorted((one, other) => other.count - one.count)
}

function lastRead(tx: CacheTx, room: RoomId, readUpTo: number): UnreadReasons['last'] {
  const item = tx.itemsBack(room, readUpTo, lookBack).find(({ kind }) => kind === 'message')
  if (item?.kind !== 'message') return null
  const { id, by, at } = item
  return { id, by, at, text: spokenText(item).slice(0, textChars) }
}
