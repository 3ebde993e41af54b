import { markRead, markUnread, unmarked, type ReadMark, type RoomId } from '@parley/protocol'
import type { CachedRoom, OutboxRow } from '../store/port.ts'

/** The person's mark in a room once what is queued is through. */
export function markAfter(
  room: CachedRoom | null,
  id: RoomId,
  rows: readonly OutboxRow[],
): ReadMark {
  let mark = room?.mark ?? unmarked
  for (const { command, state } of rows) {
    const { body } = command
    if (state.kind === 'failed') continue
    if (body.kind === 'read.mark' && body.room === id)
      mark = markRead(mark, body.upTo, mark.version) ?? mark
    if (body.kind === 'read.unmark' && body.room === id)
      mark = markUnread(mark, body.from, room?.cursor?.seq ?? 0, mark.version) ?? mark
  }
  return mark
}
