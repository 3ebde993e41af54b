import { PencilLine } from 'lucide-react'
import { memo } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Avatar } from '../ui/avatar.tsx'
import { RoomMarks, type RoomRowProps } from './room-row.tsx'
import { isUnread } from './room-view.ts'

/** A room under its category: one line. */
export const SlimRow = memo(function SlimRow({ room, selected }: RoomRowProps) {
  return (
    <span
      className={classNames(
        'flex h-(--row-slim) items-center gap-2.5 rounded-md px-2',
        selected
          ? 'bg-selected text-on-selected [--avatar-ground:var(--selected)]'
          : 'hover:bg-hover hover:[--avatar-ground:var(--hover)]',
      )}
    >
      <Avatar {...room.face} size="small" dot={room.presence} />
      <span
        dir="auto"
        className={classNames(
          'min-w-0 flex-1 truncate name-start',
          isUnread(room) ? 'font-strong' : 'font-medium',
        )}
      >
        {room.title}
      </span>
      {room.ended ? (
        <span
          className={classNames('text-label', selected ? 'text-on-selected-mute' : 'text-faint')}
        >
          Ended
        </span>
      ) : null}
      {room.draft === undefined ? null : (
        <PencilLine role="img" aria-label="Draft" className="size-3.5 shrink-0 text-accent" />
      )}
      <RoomMarks room={room} />
    </span>
  )
})
