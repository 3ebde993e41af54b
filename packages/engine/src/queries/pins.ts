import type { EntryId, RoomId } from '@parley/protocol'
import { byRoom, shownRoom } from '../overlay/rooms.ts'
import { talkOverlay } from '../overlay/talk.ts'
import { foldedIn } from './blocks.ts'
import type { Computed, QueryContext } from './context.ts'
import { countPast } from './rooms.ts'
import type { PinRow, ResultOf } from './views.ts'

/** What a room holds up, latest first, with what is queued; what is not cached is fetched. */
export function pins(
  context: QueryContext,
  { room: id }: { room: RoomId },
): Computed<ResultOf<'pins'>> {
  const cached = context.cache.index.get(id)
  const queued = byRoom(context.queue.rows()).get(id) ?? []
  const overlay = talkOverlay(id, queued, context.author)
  return context.cache.read((tx): Computed<ResultOf<'pins'>> => {
    const shown = shownRoom(id, cached, queued, context.author, (from) =>
      countPast(tx, context, id, from),
    )
    const missing: EntryId[] = []
    const folded = foldedIn(context, id)
    const rows = (shown?.room.state?.pins ?? []).map((pin): PinRow => {
      const item = tx.item(id, pin.message)
      if (item?.kind === 'message')
        return {
          id: pin.message,
          pin,
          message: overlay.over(item).item,
          folded: folded.has(item.by),
        }
      missing.push(pin.message)
      return { id: pin.message, pin, message: null, folded: false }
    })
    return {
      result: { rows: rows.toReversed() },
      keys: [`items:${id}`, `room:${id}`, 'outbox', 'values:block'],
      needs: missing.length > 0 ? [{ kind: 'items', room: id, ids: missing }] : [],
    }
  })
}
