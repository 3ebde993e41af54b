import { AlarmClock, Bookmark, Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx'
import type { MomentChoice } from './time-dialog.tsx'

export interface SavedView {
  readonly id: string
  /** The room's title. */
  readonly place: string
  /** `away`: not on this device; `lost`: its room cannot be seen any more. */
  readonly state: 'here' | 'away' | 'deleted' | 'lost'
  readonly message: {
    readonly author: { readonly id: string; readonly name: string }
    readonly time: string
    readonly text: string
  } | null
  readonly due: boolean
  /** "Reminds you tomorrow at 09:00" */
  readonly reminder: string
  readonly canRemind: boolean
}

export interface SavedListProps {
  /** Latest first, what is due before all. */
  readonly saved: readonly SavedView[]
  readonly online: boolean
  readonly choices: readonly MomentChoice[]
  readonly onOpen: (messageId: string) => void
  /** Null: no reminder. */
  readonly onRemind: (messageId: string, at: number | null) => void
  readonly onPickTime: (messageId: string) => void
  readonly onDone: (messageId: string) => void
}

/** What a person keeps for later, each a way to where it was said. */
export function SavedList({ saved, online, choices, ...on }: SavedListProps) {
  if (saved.length === 0)
    return (
      <EmptyState icon={<Bookmark />} title="Nothing saved">
        Choose “Save for later” in a message’s menu, or press S on it. Only you see what you save.
      </EmptyState>
    )
  return (
    <ul className="-mx-2 flex flex-col">
      {saved.map((each) => (
        <li key={each.id} className="flex items-start gap-1 rounded-lg hover:bg-hover">
          <button
            type="button"
            disabled={each.state === 'lost'}
            onClick={() => on.onOpen(each.id)}
            className="min-w-0 flex-1 rounded-lg px-2 py-2 text-start"
          >
            <Message {...each} online={online} />
            <span
              className={classNames(
                'mt-0.5 block truncate text-label',
                each.due ? 'font-medium text-hot' : 'text-faint',
              )}
            >
              {each.reminder}
            </span>
          </button>
          <span className="flex shrink-0 gap-0.5 pe-1 pt-1.5">
            {each.canRemind ? (
              <Menu trigger={<IconButton size="small" label="Reminder" icon={<AlarmClock />} />}>
                {choices.map(({ label, hint, at }) => (
                  <MenuItem key={label} keys={hint} onPick={() => on.onRemind(each.id, at)}>
                    {label}
                  </MenuItem>
                ))}
                <MenuItem onPick={() => on.onPickTime(each.id)}>Another time…</MenuItem>
                <MenuLine />
                <MenuItem onPick={() => on.onRemind(each.id, null)}>No reminder</MenuItem>
              </Menu>
            ) : null}
            <IconButton
              size="small"
              label="Done"
              icon={<Check />}
              onClick={() => on.onDone(each.id)}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Message({ place, state, message, online }: SavedView & { readonly online: boolean }) {
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        {message === null ? null : (
          <>
            <Avatar {...message.author} size="small" />
            <bdi className="truncate font-semibold">{message.author.name}</bdi>
            <span className="shrink-0 text-label text-faint">{message.time}</span>
          </>
        )}
        <bdi className="min-w-0 truncate text-label text-mute">{place}</bdi>
      </span>
      <Words state={state} text={message?.text ?? ''} online={online} />
    </>
  )
}

function Words({
  state,
  text,
  online,
}: Pick<SavedView, 'state'> & { readonly text: string; readonly online: boolean }): ReactNode {
  if (state === 'here')
    return (
      <span dir="auto" className="mt-0.5 line-clamp-3 wrap-anywhere">
        {text}
      </span>
    )
  const why = {
    away: online ? 'On its way…' : 'Not on this device yet. It comes when you are back online.',
    deleted: 'This message was deleted.',
    lost: 'This message cannot be shown: you lost its room.',
  }
  return <span className="mt-0.5 block text-second text-mute italic">{why[state]}</span>
}
