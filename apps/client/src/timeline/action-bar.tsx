import { Ellipsis, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import { isUnsent } from './message-keys.ts'
import { MessageMenu } from './message-menu.tsx'
import type { MessageIntents, MessageView } from './message-view.ts'
import { QuickReactions } from './quick-reactions.tsx'
import type { MenuState } from './use-message-menu.ts'

export interface ActionBarProps {
  readonly message: MessageView
  readonly on: MessageIntents
  /** The row is the one the Tab key reaches; a bar under the pointer alone is not on its way. */
  readonly tabStop: boolean
  /** Whether the menu is open, and where. */
  readonly menu: MenuState
  readonly onMenu: (menu: MenuState) => void
  /** The reactions opened or closed: the bar stays while they are open. */
  readonly onReactions: (open: boolean) => void
}

/** What can be done with the message under the pointer or the focus. */
export function ActionBar({ message, on, tabStop, menu, onMenu, onReactions }: ActionBarProps) {
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
          onOpenChange={onReactions}
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
        open={menu !== 'closed'}
        at={typeof menu === 'object' ? menu : undefined}
        onOpenChange={(open) => onMenu(open ? 'open' : 'closed')}
        trigger={<IconButton size="small" tabIndex={tabIndex} label="More" icon={<Ellipsis />} />}
      >
        <MessageMenu message={message} on={on} />
      </Menu>
    </div>
  )
}
