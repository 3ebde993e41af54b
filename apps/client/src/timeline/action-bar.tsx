import { Copy, Ellipsis, Link, MailOpen, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx'
import { isUnsent } from './message-keys.ts'
import type { MessageIntents, MessageView } from './message-view.ts'
import { QuickReactions } from './quick-reactions.tsx'

export interface ActionBarProps {
  readonly message: MessageView
  readonly on: MessageIntents
  /** The row is the one the Tab key reaches; a bar under the pointer alone is not on its way. */
  readonly tabStop: boolean
  /** A menu of the bar opened or closed: the bar stays while one is open. */
  readonly onMenu: (open: boolean) => void
}

/** What can be done with the message under the pointer or the focus. */
export function ActionBar({ message, on, tabStop, onMenu }: ActionBarProps) {
  const { id, can } = message
  const unsent = isUnsent(message)
  const tabIndex = tabStop ? 0 : -1
  return (
    <div
      role="toolbar"
      aria-label="Message actions"
      className="absolute end-2.5 -top-3.5 z-10 flex rounded-lg border border-line bg-ground p-0.5 shadow-float"
    >
      {can.react && !unsent ? (
        <QuickReactions
          onPick={(emoji) => on.onReact(id, emoji)}
          onOpenChange={onMenu}
          trigger={
            <IconButton size="small" tabIndex={tabIndex} label="React" icon={<SmilePlus />} />
          }
        />
      ) : null}
      {can.reply && !unsent ? (
        <IconButton
          size="small"
          tabIndex={tabIndex}
          label="Reply"
          keys="R"
          icon={<Reply />}
          onClick={() => on.onReply(id)}
        />
      ) : null}
      {can.edit ? (
        <IconButton
          size="small"
          tabIndex={tabIndex}
          label="Edit"
          keys="E"
          icon={<Pencil />}
          onClick={() => on.onEdit(id)}
        />
      ) : null}
      {unsent ? (
        <IconButton
          size="small"
          tabIndex={tabIndex}
          label="Discard"
          keys="Del"
          icon={<Trash2 />}
          onClick={() => on.onWithdraw(id)}
        />
      ) : null}
      <Menu
        onOpenChange={onMenu}
        trigger={<IconButton size="small" tabIndex={tabIndex} label="More" icon={<Ellipsis />} />}
      >
        <MessageMenu message={message} on={on} />
      </Menu>
    </div>
  )
}

function MessageMenu({ message, on }: Pick<ActionBarProps, 'message' | 'on'>) {
  const { id, can } = message
  const unsent = isUnsent(message)
  const onCopyLink = unsent ? undefined : on.onCopyLink
  const onMarkUnread = unsent ? undefined : on.onMarkUnread
  return (
    <>
      {can.reply && !unsent ? (
        <MenuItem icon={<Reply />} keys="R" onPick={() => on.onReply(id)}>
          Reply
        </MenuItem>
      ) : null}
      {can.edit ? (
        <MenuItem icon={<Pencil />} keys="E" onPick={() => on.onEdit(id)}>
          Edit message
        </MenuItem>
      ) : null}
      <MenuItem icon={<Copy />} onPick={() => on.onCopyText(id)}>
        Copy text
      </MenuItem>
      {onCopyLink === undefined ? null : (
        <MenuItem icon={<Link />} onPick={() => onCopyLink(id)}>
          Copy link
        </MenuItem>
      )}
      {onMarkUnread === undefined ? null : (
        <MenuItem icon={<MailOpen />} keys="U" onPick={() => onMarkUnread(id)}>
          Mark as unread
        </MenuItem>
      )}
      {can.delete || unsent ? (
        <>
          <MenuLine />
          <MenuItem
            danger
            icon={<Trash2 />}
            keys="Del"
            onPick={() => (unsent ? on.onWithdraw(id) : on.onDelete(id))}
          >
            {unsent ? 'Discard message' : 'Delete message'}
          </MenuItem>
        </>
      ) : null}
    </>
  )
}
