import type { RoomView, StatusView, TimelineView } from '@parley/engine'
import type { PersonId, RoomId } from '@parley/protocol'
import { useMemo } from 'react'
import { useRooms } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { arrange, type TimelineLine } from '../timeline/arrange.ts'
import type { PersonFace } from '../timeline/message-view.ts'
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
  const titles = useSourceTitles(view)
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
        titleOf: (id) => titles.get(id),
        abilities: room.abilities,
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [me, online, durable, signedOut, times, day, names, abilities, titles],
  )
  const rows = view?.rows
  const lines = useMemo(() => {
    const items = (rows ?? []).map((row) => {
      const isNew =
        newAfter !== null && row.kind === 'message' && !row.mine && (row.seq ?? 0) > newAfter
      const item = toItem(row)
      return isNew ? { ...item, unread: true } : item
    })
    return arrange(items, (at) => times.day(at, day * dayMs))
  }, [rows, toItem, newAfter, times, day])
  return useMemo(() => withSeen(lines, view, room, me), [lines, view, room, me])
}

/** What the rooms are called that messages were forwarded from, as far as this person is in them. */
function useSourceTitles(view: TimelineView | undefined): ReadonlyMap<RoomId, string> {
  const { rooms } = useRooms()
  const sources = new Set(
    view?.rows.flatMap((row) =>
      row.kind === 'message' && row.item.forwarded?.room ? [row.item.forwarded.room] : [],
    ),
  )
  const named = rooms.filter(({ id }) => sources.has(id))
  const key = named.map(({ id, title }) => `${id} ${title}`).join('\n')
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => new Map(named.map(({ id, title }) => [id, title])), [key])
}

/** Each other member's watermark under the last message at or above it, but not under their own. */
function withSeen(
  lines: readonly TimelineLine[],
  view: TimelineView | undefined,
  room: RoomView,
  me: PersonId,
): readonly TimelineLine[] {
  if (view === undefined || view.seen.length === 0) return lines
  const messages = view.rows.filter((row) => row.kind === 'message' && row.seq !== null)
  const names = namesIn(room)
  const faces = new Map<string, PersonFace[]>()
  for (const { person, upTo } of view.seen) {
    if (person === me || !room.members.some(({ id }) => id === person)) continue
    const row = messages.findLast(({ seq }) => seq !== null && seq <= upTo)
    if (row === undefined || row.item.by === person) continue
    faces.set(row.id, [...(faces.get(row.id) ?? []), { id: person, name: names(person) }])
  }
  return lines.map((line) => {
    const seenBy = line.kind === 'message' ? faces.get(line.key) : undefined
    return seenBy === undefined ? line : { ...line, seenBy }
  })
}
