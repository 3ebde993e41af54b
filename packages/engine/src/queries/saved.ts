import type { EntryId, RoomId } from '@parley/protocol'
import { isHeld } from '../apply/changes.ts'
import { byRoom } from '../overlay/rooms.ts'
import { talkOverlay } from '../overlay/talk.ts'
import type { Computed, Need, QueryContext, QueryKey } from './context.ts'
import { otherOf } from './rooms.ts'
import type { ResultOf, SavedRow } from './views.ts'

/** What the person keeps for later, latest first, with what is queued; a message that is not cached is fetched. */
export function saved(context: QueryContext): Computed<ResultOf<'saved'>> {
  const { cache, queue } = context
  const values = [...context.values('saved')]
  const queued = byRoom(queue.rows())
  const missing = new Map<RoomId, EntryId[]>()
  const rows = cache.read((tx) =>
    values.map(([id, value]): SavedRow => {
      const { room } = value
      const held = cache.index.get(room)
      const place = isHeld(held) ? placeOf(context, room) : null
      const item = place === null ? null : tx.item(room, id)
      const overlay = talkOverlay(room, queued.get(room) ?? [], context.author)
      if (place !== null && item?.kind !== 'message')
        missing.set(room, [...(missing.get(room) ?? []), id])
      return {
        id,
        saved: value,
        place,
        message: item?.kind === 'message' ? overlay.over(item).item : null,
        author: item?.kind === 'message' ? context.person(item.by) : null,
      }
    }),
  )
  const rooms = new Set(values.map(([, { room }]) => room))
  return {
    result: { rows: rows.toSorted((one, other) => other.saved.savedAt - one.saved.savedAt) },
    keys: [
      'values:saved',
      'outbox',
      'rooms',
      ...[...rooms].map((room): QueryKey => `items:${room}`),
    ],
    needs: [...missing].map(([room, ids]): Need => ({ kind: 'items', room, ids })),
  }
}

/** What a room is called in a list of things from many rooms. */
export function placeOf(context: QueryContext, room: RoomId): string {
  const other = otherOf(context, room)
  return other ? context.person(other).name : (context.cache.index.get(room)?.state?.title ?? '')
}
