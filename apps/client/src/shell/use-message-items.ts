import type { RoomView, StatusView, TimelineView } from '@parley/engine'
import { useMemo } from 'react'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { arrange, type TimelineLine } from '../timeline/arrange.ts'
import { isOnline, messageItems, namesIn } from '../words/message-words.ts'

const dayMs = 86_400_000

/** The lines of a room's talk. `newAfter`: the "new" line stands above the first message past this sequence by someone else. */
export function useMessageLines(
  room: RoomView,
  status: StatusView | undefined,
  view: TimelineView | undefined,
  newAfter: number | null,
): readonly TimelineLine[] {
  const { account, times, durable } = useSession()
  const me = account.person
  const online = isOnline(status?.connection)
  const signedOut = status?.connection.kind === 'signed-out'
  const now = useNow()
  const day = Math.floor(now / dayMs)
  // A room comes whole with each change of its count; what its messages show changes far less often.
  const names = [...room.members.map(({ person }) => person), ...room.formerMembers]
    .map(({ id, name }) => `${id} ${name}`)
    .join('\n')
  const abilities = room.abilities.join(' ')
  const toItem = useMemo(
    () =>
      messageItems({
        me,
        online,
        durable,
        signedOut,
        times,
        now,
        nameOf: namesIn(room),
        abilities: room.abilities,
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [me, online, durable, signedOut, times, day, names, abilities],
  )
  const rows = view?.rows
  return useMemo(() => {
    const items = (rows ?? []).map((row) => {
      const isNew =
        newAfter !== null && row.kind === 'message' && !row.mine && (row.seq ?? 0) > newAfter
      const item = toItem(row)
      return isNew ? { ...item, unread: true } : item
    })
    return arrange(items, (at) => times.day(at, day * dayMs))
  }, [rows, toItem, newAfter, times, day])
}
