import { memo } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { RoomMarks, type RoomRowProps } from './room-row.tsx'

/** A room in the folded list: its face, with what is unread at the corner. */
export const NarrowRow = memo(function NarrowRow({ room, selected }: RoomRowProps) {
  return (
    <span
      title={room.title}
      className={classNames(
        'relative grid h-(--row) place-items-center rounded-lg',
        selected
          ? 'bg-selected [--avatar-ground:var(--selected)]'
          : 'hover:bg-hover hover:[--avatar-ground:var(--hover)]',
      )}
    >
      <Avatar {...room.face} dot={room.presence} />
      <span className="sr-only">{room.title}</span>
      <span className="absolute end-0 top-0">
        <RoomMarks room={room} />
      </span>
    </span>
  )
})
