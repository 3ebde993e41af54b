import {
  AlarmClock,
  Bookmark,
  BookmarkX,
  Copy,
  Forward,
  History,
  Link,
  MailOpen,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Trash2,
} from 'lucide-react'
import { MenuItem, MenuLine } from '../ui/menu.tsx'
import { isUnsent } from './message-keys.ts'
import type { MessageIntents, MessageView } from './message-view.ts'

export interface MessageMenuProps {
  readonly message: MessageView
  readonly on: MessageIntents
}

/** Everything that can be done with a message, in groups: answer it, change it, take it along, keep it, end it. */
export function MessageMenu({ message, on }: MessageMenuProps) {
  if (isUnsent(message)) return <UnsentMenu message={message} on={on} />
  const { id, can, edited, pinned, saved } = message
  const { onCopyLink, onMarkUnread } = on
  return (
    <>
      {can.reply ? (
        <MenuItem icon={<Reply />} keys="R" onPick={() => on.onReply(id)}>
          Reply
        </MenuItem>
      ) : null}
      {can.forward ? (
        <MenuItem icon={<Forward />} keys="F" onPick={() => on.onForward(id)}>
          Forward
        </MenuItem>
      ) : null}
      {can.pin ? (
        <MenuItem
          icon={pinned ? <PinOff /> : <Pin />}
          keys="P"
          onPick={() => on.onPin(id, !pinned)}
        >
          {pinned ? 'Unpin' : 'Pin in this room'}
        </MenuItem>
      ) : null}
      {onMarkUnread === undefined ? null : (
        <MenuItem icon={<MailOpen />} keys="U" onPick={() => onMarkUnread(id)}>
          Mark as unread
        </MenuItem>
      )}
      {can.save ? (
        <>
          <MenuLine />
          <MenuItem
            icon={saved ? <BookmarkX /> : <Bookmark />}
            keys="S"
            onPick={() => on.onSave(id, !saved)}
          >
            {saved ? 'Remove from saved' : 'Save for later'}
          </MenuItem>
          <MenuItem icon={<AlarmClock />} onPick={() => on.onRemind(id)}>
            Remind me…
          </MenuItem>
        </>
      ) : null}
      <MenuLine />
      <MenuItem icon={<Copy />} keys="C" onPick={() => on.onCopyText(id)}>
        Copy text
      </MenuItem>
      {onCopyLink === undefined ? null : (
        <MenuItem icon={<Link />} keys="L" onPick={() => onCopyLink(id)}>
          Copy link
        </MenuItem>
      )}
      {edited === undefined ? null : (
        <MenuItem icon={<History />} onPick={() => on.onVersions(id)}>
          Earlier versions
        </MenuItem>
      )}
      {can.edit || can.delete ? <MenuLine /> : null}
      {can.edit ? (
        <MenuItem icon={<Pencil />} keys="E" onPick={() => on.onEdit(id)}>
          Edit message
        </MenuItem>
      ) : null}
      {can.delete ? (
        <MenuItem danger icon={<Trash2 />} keys="Del" onPick={() => on.onDelete(id)}>
          Delete message
        </MenuItem>
      ) : null}
    </>
  )
}

/** Nobody has it yet: it can be written anew, copied or given up. */
function UnsentMenu({ message, on }: MessageMenuProps) {
  const { id, can } = message
  return (
    <>
      {can.edit ? (
        <MenuItem icon={<Pencil />} keys="E" onPick={() => on.onEdit(id)}>
          Edit message
        </MenuItem>
      ) : null}
      <MenuItem icon={<Copy />} keys="C" onPick={() => on.onCopyText(id)}>
        Copy text
      </MenuItem>
      <MenuLine />
      <MenuItem danger icon={<Trash2 />} keys="Del" onPick={() => on.onWithdraw(id)}>
        Discard message
      </MenuItem>
    </>
  )
}
