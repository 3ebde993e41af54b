import type { RoomRow } from '@parley/engine'
import type { RoomId } from '@parley/protocol'
import { useSession } from '../data/session.ts'
import type { RowAct } from '../rooms/room-view.ts'
import { useShell } from './shell-context.ts'

/** Does what was picked in a room's menu; what takes a room out of sight says so, and can be taken back. */
export function useRowActs(
  rooms: readonly RoomRow[],
  selectedId: string | undefined,
): (room: string, act: RowAct) => void {
  const { intents } = useSession()
  const { run, tell, leaveRoom } = useShell()
  return (id, act) => {
    const room = rooms.find((row) => row.id === id)
    if (room === undefined) return
    const gone = (what: string, undo: () => void) => {
      if (room.id === selectedId) leaveRoom()
      tell(what, undo)
    }
    const doers: Record<RowAct, () => void> = {
      favourite: () => run(intents.favourite(room.id, true)),
      unfavourite: () => run(intents.favourite(room.id, false)),
      read: () => run(intents.markRead(room.id, room.head)),
      unread: () => run(intents.markUnread(room.id, unreadFrom(room))),
      archive() {
        run(intents.archive(room.id, true))
        gone(`${room.title} is archived`, () => run(intents.archive(room.id, false)))
      },
      unarchive: () => run(intents.archive(room.id, false)),
      hide() {
        run(intents.hide(room.id, room.head))
        gone(`${room.title} is hidden until the next message`, () =>
          run(intents.hide(room.id, null)),
        )
      },
      show: () => run(intents.hide(room.id as RoomId, null)),
    }
    doers[act]()
  }
}

/** The newest message, as far as there is one. */
function unreadFrom({ latest, head }: RoomRow): number {
  return Math.max(1, latest ?? head)
}
