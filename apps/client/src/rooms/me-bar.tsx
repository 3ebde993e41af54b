import { Bookmark, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { classNames } from '../ui/class-names.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'

export interface MeBarProps {
  readonly me: { readonly id: string; readonly name: string }
  readonly presence: 'on' | 'away' | 'off'
  /** "Available · 09:41": one line in words. */
  readonly status: string
  readonly onProfile: () => void
  /** Reminders that are due. */
  readonly due: number
  readonly onSaved: () => void
  /** What the gear opens: MenuItem, MenuChoice, MenuLine. */
  readonly settings: ReactNode
  /** One under the other, without words. */
  readonly narrow?: boolean
}

export function MeBar(props: MeBarProps) {
  const { me, presence, status, onProfile, due, onSaved, settings, narrow = false } = props
  return (
    <div
      className={classNames(
        'flex shrink-0 items-center gap-1 pt-2 pb-1',
        narrow ? 'flex-col' : 'pe-3 ps-2',
      )}
    >
      <button
        type="button"
        onClick={onProfile}
        className={classNames(
          'flex min-w-0 items-center gap-2.5 rounded-lg p-1 text-start hover:bg-hover hover:[--avatar-ground:var(--hover)]',
          !narrow && 'flex-1',
        )}
      >
        <Avatar {...me} dot={presence} />
        <span className={narrow ? 'sr-only' : 'min-w-0'}>
          <span dir="auto" className="block truncate name-start font-semibold">
            {me.name}
          </span>
          <span className="block truncate text-[0.75rem]/4 text-mute">{status}</span>
        </span>
      </button>
      <span className="relative">
        <IconButton
          label={due === 0 ? 'Saved for later' : `Saved for later, ${due} due`}
          icon={<Bookmark />}
          tip="bottom"
          onClick={onSaved}
        />
        {due === 0 ? null : (
          <span aria-hidden className="pointer-events-none absolute -end-1 -top-1.5">
            <Badge hot count={due} label="" />
          </span>
        )}
      </span>
      <Menu trigger={<IconButton label="Settings" icon={<Settings />} tip="bottom" />}>
        {settings}
      </Menu>
    </div>
  )
}
