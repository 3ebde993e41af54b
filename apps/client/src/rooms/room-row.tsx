import { BellOff } from 'lucide-react'
import { memo } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { classNames } from '../ui/class-names.ts'
import { isUnread, type RoomRowView } from './room-view.ts'

export interface RoomRowProps {
  readonly room: RoomRowView
  readonly selected: boolean
}

/** A room in the recent list: face, title over its newest line, time over what is unread. */
export const RoomRow = memo(function RoomRow({ room, selected }: RoomRowProps) {
  const unread = isUnread(room)
  return (
    <span
      className={classNames(
        'grid h-(--row) grid-cols-[2rem_1fr_auto] items-center gap-2.5 rounded-lg px-2',
        selected
          ? 'bg-selected text-on-selected [--avatar-ground:var(--selected)]'
          : 'hover:bg-hover hover:[--avatar-ground:var(--hover)]',
      )}
    >
      <Avatar {...room.face} dot={room.presence} />
      <span className="min-w-0">
        <span
          dir="auto"
          className={classNames(
            'block truncate name-start leading-4.5',
            unread ? 'font-strong' : 'font-medium',
            room.ended && !unread && !selected && 'text-mute',
          )}
        >
          {room.title}
        </span>
        <Preview room={room} selected={selected} />
      </span>
      <span className="flex flex-col items-end justify-center gap-0.5 text-label">
        <span
          className={classNames(
            'leading-4 tabular-nums',
            selected ? 'text-on-selected-mute' : 'text-faint',
          )}
        >
          {room.when}
        </span>
        <RoomMarks room={room} />
      </span>
    </span>
  )
})

function Preview({ room, selected }: RoomRowProps) {
  if (room.preview === '' && room.draft === undefined) return null
  return (
    <span
      dir="auto"
      className={classNames(
        'block truncate name-start text-second',
        selected ? 'text-on-selected-mute' : isUnread(room) ? 'text-ink' : 'text-mute',
      )}
    >
      {room.draft === undefined ? (
        room.preview
      ) : (
        <>
          <span className={selected ? '' : 'text-accent'}>Draft: </span>
          {room.draft}
        </>
      )}
    </span>
  )
}

/** How much is unread, in the one place both kinds of row keep for it. */
export function RoomMarks({ room }: { readonly room: RoomRowView }) {
  const hot = room.mentions > 0 || room.kind === 'direct'
  if (room.unread > 0) {
    return (
      <Badge
        count={room.unread}
        hot={hot && !room.muted}
        label={
          room.mentions > 0
            ? `${room.unread} unread, ${room.mentions} for you`
            : `${room.unread} unread`
        }
      />
    )
  }
  if (room.markedUnread) {
    return (
      <span className="my-1 size-2.5 rounded-full bg-accent">
        <span className="sr-only">Marked as unread</span>
      </span>
    )
  }
  if (room.muted)
    return <BellOff role="img" aria-label="Muted" className="my-0.5 size-3.5 text-faint" />
  return null
}
