import type { RoomId } from '@parley/protocol'
import { useMemo } from 'react'
import { useQuery, useRoom } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { namesIn } from '../words/message-words.ts'
import { unreadAccount } from '../words/unread-words.ts'

export interface WhyUnreadProps {
  readonly room: RoomId
  readonly onClose: () => void
}

/** How a room comes to its number: the very sum that the list shows, with its parts (M3). */
export function WhyUnread({ room: id, onClose }: WhyUnreadProps) {
  const { account, times } = useSession()
  const room = useRoom(id)
  const now = useNow()
  const query = useMemo(() => ({ name: 'unread-reasons' as const, args: { room: id } }), [id])
  const reasons = useQuery<'unread-reasons'>(query)?.reasons
  const words =
    reasons && room
      ? unreadAccount(reasons, { me: account.person, nameOf: namesIn(room), times, now })
      : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      title="Why is this unread?"
      description={<bdi>{room?.title ?? ''}</bdi>}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {words === undefined ? null : (
        <div className="flex flex-col gap-2">
          <p className="text-ui font-semibold">{words.total}</p>
          <p dir="auto" className="wrap-anywhere text-ink">
            {words.from}
          </p>
          {words.parts.length === 0 ? null : (
            <ul aria-label="What counts" className="ms-4 list-disc text-ink marker:text-faint">
              {words.parts.map((part) => (
                <li key={part} dir="auto">
                  {part}
                </li>
              ))}
            </ul>
          )}
          <p className="text-second text-mute">
            Your own messages, deleted ones and notices never count. The sum is the same on all your
            devices.
          </p>
        </div>
      )}
    </Dialog>
  )
}
