import { Check, X } from 'lucide-react'
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { stepTo } from './step.ts'
import { titleMatches } from './title-matches.ts'

export interface PickableRoom {
  readonly id: string
  readonly title: string
  readonly face: { readonly id: string; readonly name: string }
}

export interface RoomPickerProps {
  /** In the order to show them; a few dozen of those that fit are shown. */
  readonly rooms: readonly PickableRoom[]
  readonly picked: readonly string[]
  readonly onPick: (room: string) => void
  readonly onDrop: (room: string) => void
}

const shown = 50

/** Rooms to choose among, by typing a part of the title. */
export function RoomPicker({ rooms, picked, onPick, onDrop }: RoomPickerProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = useMemo(
    () => rooms.filter(({ title }) => titleMatches(title, query)).slice(0, shown),
    [rooms, query],
  )
  const chosen = rooms.filter((room) => picked.includes(room.id))
  const at = Math.min(active, found.length - 1)

  function toggle(room: string) {
    if (picked.includes(room)) onDrop(room)
    else onPick(room)
    setQuery('')
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const room = found[at]
    const last = chosen.at(-1)
    const edge = event.key === 'Home' || event.key === 'End'
    const next = edge ? undefined : stepTo(event.key, at, found.length, 5)
    if (next !== undefined) setActive(next)
    else if (event.key === 'Enter' && room !== undefined) toggle(room.id)
    else if (event.key === 'Backspace' && query === '' && last !== undefined) onDrop(last.id)
    else return
    event.preventDefault()
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`${id}-input`} className="text-second font-medium">
        To
      </label>
      <div className="flex min-h-9 flex-wrap items-center gap-1 rounded-md border border-line-strong px-1.5 py-1 has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent">
        {chosen.map((room) => (
          <span
            key={room.id}
            className="flex max-w-full items-center gap-1.5 rounded-sm bg-accent-soft py-0.5 ps-2 pe-0.5 text-second"
          >
            <bdi className="truncate">{room.title}</bdi>
            <button
              type="button"
              aria-label={`Take out ${room.title}`}
              onClick={() => onDrop(room.id)}
              className="rounded-sm p-0.5 text-mute hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={`${id}-input`}
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={query}
          placeholder={chosen.length === 0 ? 'Room or person' : ''}
          onChange={(event) => {
            setActive(0)
            setQuery(event.target.value)
          }}
          onKeyDown={onKeyDown}
          className="min-w-24 flex-1 bg-transparent px-1 text-ui outline-none pointer-coarse:text-[1rem]"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Rooms to forward to"
        aria-multiselectable
        className="mt-1 h-48 overflow-y-auto"
      >
        {found.map((room, index) => (
          // Keys are taken by the field above, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={room.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={picked.includes(room.id)}
            onClick={() => toggle(room.id)}
            className={classNames(
              'flex h-10 items-center gap-2.5 rounded-md px-2 hover:bg-hover pointer-coarse:h-11',
              index === at && 'bg-hover',
            )}
          >
            <Avatar {...room.face} size="small" />
            <span dir="auto" className="min-w-0 flex-1 truncate name-start font-medium">
              {room.title}
            </span>
            {picked.includes(room.id) ? <Check aria-hidden className="icon text-accent" /> : null}
          </div>
        ))}
        {found.length === 0 ? (
          <p className="px-2 py-3 text-second text-mute">No room of yours is called that.</p>
        ) : null}
      </div>
    </div>
  )
}
