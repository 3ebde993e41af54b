import { Check, X } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { stepTo } from './step.ts'

export interface PickablePerson {
  readonly id: string
  readonly name: string
  readonly handle: string
  /** Stands in the place of the handle. */
  readonly note?: string
}

export interface PeoplePickerProps {
  readonly label: string
  readonly query: string
  /** What the query finds, best first, at most some dozens. */
  readonly found: readonly PickablePerson[]
  readonly picked: readonly PickablePerson[]
  readonly onQuery: (query: string) => void
  readonly onPick: (person: PickablePerson) => void
  readonly onDrop: (personId: string) => void
}

export function PeoplePicker(props: PeoplePickerProps) {
  const { label, query, found, picked, onQuery, onPick, onDrop } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [active, setActive] = useState(0)
  const chosen = new Set(picked.map((person) => person.id))
  const at = Math.min(active, found.length - 1)

  function toggle(person: PickablePerson) {
    if (chosen.has(person.id)) onDrop(person.id)
    else onPick(person)
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const last = picked.at(-1)
    const person = found[at]
    const next =
      event.key === 'Home' || event.key === 'End'
        ? undefined
        : stepTo(event.key, at, found.length, 5)
    if (next !== undefined) setActive(next)
    else if (event.key === 'Enter' && person !== undefined) toggle(person)
    else if (event.key === 'Backspace' && query === '' && last !== undefined) onDrop(last.id)
    else return
    event.preventDefault()
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`${id}-input`} className="text-second font-medium">
        {label}
      </label>
      <div className="flex min-h-9 flex-wrap items-center gap-1 rounded-md border border-line-strong px-1.5 py-1 has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent">
        {picked.map((person) => (
          <span
            key={person.id}
            className="flex max-w-full items-center gap-1.5 rounded-sm bg-accent-soft py-0.5 ps-2 pe-0.5 text-second"
          >
            <bdi className="truncate">{person.name}</bdi>
            <button
              type="button"
              aria-label={`Take out ${person.name}`}
              onClick={() => onDrop(person.id)}
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
          placeholder={picked.length === 0 ? 'Name, @handle or e-mail' : ''}
          onChange={(event) => {
            setActive(0)
            onQuery(event.target.value)
          }}
          onKeyDown={onKeyDown}
          className="min-w-24 flex-1 bg-transparent px-1 text-ui outline-none pointer-coarse:text-[1rem]"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="People"
        aria-multiselectable
        className="mt-1 h-48 overflow-y-auto"
      >
        {found.map((person, index) => (
          // Keys are taken by the field above, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={person.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={chosen.has(person.id)}
            onClick={() => toggle(person)}
            className={classNames(
              'flex h-11 items-center gap-2.5 rounded-md px-2 [--avatar-ground:var(--ground)] hover:bg-hover',
              index === at && 'bg-hover',
            )}
          >
            <Avatar {...person} />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate name-start font-medium leading-4.5">
                {person.name}
              </span>
              <span className="block truncate text-second text-mute">
                {person.note ?? `@${person.handle}`}
              </span>
            </span>
            {chosen.has(person.id) ? <Check aria-hidden className="icon text-accent" /> : null}
          </div>
        ))}
        {found.length === 0 ? (
          <p className="px-2 py-3 text-second text-mute">
            {query === ''
              ? 'Type a name to find people.'
              : 'Nobody by that name here. Try their @handle or their e-mail address.'}
          </p>
        ) : null}
      </div>
    </div>
  )
}
