import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { Destination, DestinationGroup } from './destination.ts'

export interface SwitcherProps {
  readonly text: string
  /** Best first; groups without items are left out. */
  readonly groups: readonly DestinationGroup[]
  /** What is shown was found for an earlier text: Enter waits. */
  readonly pending: boolean
  readonly onText: (text: string) => void
  readonly onPick: (key: string) => void
  readonly onClose: () => void
}

/** The quick switcher: a field over what it finds. The field keeps the focus; arrows choose, Enter goes. */
export function Switcher({ text, groups, pending, onText, onPick, onClose }: SwitcherProps) {
  const input = useRef<HTMLInputElement>(null)
  const onEnter = useEarlyEnter(pending, groups, onPick)
  const items = groups.filter((group) => group.items.length > 0)
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex justify-center p-4 pt-[12dvh] max-pair:p-2">
          <Dialog.Popup
            initialFocus={input}
            aria-label="Go to"
            className="flex max-h-[min(30rem,76dvh)] w-full max-w-140 animate-enter flex-col self-start overflow-hidden rounded-2xl border border-line bg-ground shadow-float outline-none"
          >
            <Autocomplete.Root
              inline
              open
              mode="none"
              autoHighlight="always"
              keepHighlight
              items={items}
              itemToStringValue={({ title }: Destination) => title}
              value={text}
              onValueChange={(value, { reason }) => {
                if (reason === 'input-change') onText(value)
              }}
            >
              <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line-soft px-4">
                <Search aria-hidden className="size-4.5 shrink-0 text-faint" />
                <Autocomplete.Input
                  ref={input}
                  aria-label="Go to a room, a person or a command"
                  placeholder="Go to a room, a person or a command"
                  dir="auto"
                  autoComplete="off"
                  spellCheck={false}
                  enterKeyHint="go"
                  onKeyDown={onEnter}
                  className="h-full min-w-0 flex-1 bg-transparent text-[0.9375rem] outline-none placeholder:text-faint pointer-coarse:text-[1rem]"
                />
                <Kbd>Esc</Kbd>
              </div>
              <Autocomplete.Empty className="px-4 py-8 text-center text-second text-mute empty:hidden">
                {pending ? null : (
                  <>
                    Nothing here is called “<bdi>{text.trim()}</bdi>”.
                  </>
                )}
              </Autocomplete.Empty>
              <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
                {(group: DestinationGroup) => (
                  <Autocomplete.Group key={group.title} items={group.items}>
                    <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-label font-semibold text-faint">
                      {group.title}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: Destination) => <Line key={item.key} item={item} onPick={onPick} />}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Line({
  item,
  onPick,
}: {
  readonly item: Destination
  readonly onPick: (key: string) => void
}) {
  return (
    <Autocomplete.Item
      value={item}
      onClick={() => onPick(item.key)}
      className="flex h-10 cursor-default items-center gap-2.5 rounded-md px-2.5 [--avatar-ground:var(--ground)] data-highlighted:bg-hover pointer-coarse:h-12"
    >
      {item.face === undefined ? (
        <span aria-hidden className="grid size-6 shrink-0 place-items-center text-mute">
          {item.icon}
        </span>
      ) : (
        <Avatar {...item.face} size="small" />
      )}
      <span dir="auto" className="truncate name-start font-medium">
        {item.title}
      </span>
      <span className="min-w-0 flex-1 truncate text-second text-mute">
        <bdi>{item.hint}</bdi>
      </span>
      {item.unread === undefined || item.unread === 0 ? null : (
        <Badge count={item.unread} hot={false} label={`${item.unread} unread`} />
      )}
      {item.keys === undefined ? null : <Kbd>{item.keys}</Kbd>}
    </Autocomplete.Item>
  )
}

/** Who types a name and Enter in one breath means what the whole name finds, not what stood there before. */
function useEarlyEnter(
  pending: boolean,
  groups: readonly DestinationGroup[],
  onPick: (key: string) => void,
) {
  const waits = useRef(false)
  const first = groups.find((group) => group.items.length > 0)?.items[0]
  useEffect(() => {
    if (pending || !waits.current) return
    waits.current = false
    if (first !== undefined) onPick(first.key)
  }, [pending, first, onPick])
  return (event: KeyboardEvent & { preventBaseUIHandler?: () => void }) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !pending) return
    event.preventDefault()
    event.preventBaseUIHandler?.()
    waits.current = true
  }
}
