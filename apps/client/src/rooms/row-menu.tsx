import { Archive, ArchiveRestore, Eye, EyeOff, Mail, MailOpen, Star, StarOff } from 'lucide-react'
import { MenuItem, MenuLine } from '../ui/menu.tsx'
import { isUnread, type RoomRowView, type RowAct } from './room-view.ts'

export interface RowMenuProps {
  readonly room: RoomRowView
  readonly onAct: (act: RowAct) => void
}

/** What a person may do for themselves with a room of the list. */
export function RowMenu({ room, onAct }: RowMenuProps) {
  return (
    <>
      {isUnread(room) ? (
        <MenuItem icon={<MailOpen />} onPick={() => onAct('read')}>
          Mark as read
        </MenuItem>
      ) : (
        <MenuItem icon={<Mail />} onPick={() => onAct('unread')}>
          Mark as unread
        </MenuItem>
      )}
      <MenuLine />
      {room.favourite ? (
        <MenuItem icon={<StarOff />} onPick={() => onAct('unfavourite')}>
          Remove from favourites
        </MenuItem>
      ) : (
        <MenuItem icon={<Star />} onPick={() => onAct('favourite')}>
          Add to favourites
        </MenuItem>
      )}
      <AwayItems room={room} onAct={onAct} />
    </>
  )
}

/** What takes a room out of the list, or back into it: also in the room's own menu. */
export function AwayItems({
  room,
  onAct,
}: {
  readonly room: Pick<RoomRowView, 'kind' | 'archived' | 'hidden'>
  readonly onAct: (act: RowAct) => void
}) {
  return (
    <>
      {room.archived ? (
        <MenuItem icon={<ArchiveRestore />} onPick={() => onAct('unarchive')}>
          Take out of the archive
        </MenuItem>
      ) : (
        <MenuItem icon={<Archive />} onPick={() => onAct('archive')}>
          Archive
        </MenuItem>
      )}
      {room.kind !== 'direct' || room.archived ? null : room.hidden ? (
        <MenuItem icon={<Eye />} onPick={() => onAct('show')}>
          Show in the list
        </MenuItem>
      ) : (
        <MenuItem icon={<EyeOff />} onPick={() => onAct('hide')}>
          Hide until the next message
        </MenuItem>
      )}
    </>
  )
}
