import { Search, X } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { Kbd } from '../ui/kbd.tsx'

export interface FindBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Arrow down: on to the list. */
  readonly onDown: () => void
  /** Enter: the first of what is left. */
  readonly onEnter: () => void
  /** The key that comes here, ready to read. */
  readonly keys?: string | undefined
  readonly inputRef?: Ref<HTMLInputElement>
}

export function FindBox({ value, onChange, onDown, onEnter, keys, inputRef }: FindBoxProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') onDown()
    else if (event.key === 'Enter') onEnter()
    else if (event.key === 'Escape' && value !== '') onChange('')
    else return
    event.preventDefault()
  }
  return (
    <search className="mx-3 mb-2.5 flex h-8 shrink-0 items-center gap-2 rounded-[0.5625rem] border border-line bg-ground px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11">
      <Search aria-hidden className="size-3.75 shrink-0 text-faint" />
      <input
        ref={inputRef}
        type="text"
        dir="auto"
        enterKeyHint="go"
        aria-label="Filter rooms"
        placeholder="Filter rooms"
        aria-keyshortcuts="Control+Shift+F"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-full min-w-0 flex-1 bg-transparent text-[0.8125rem] outline-none pointer-coarse:text-[1rem]"
      />
      {value === '' ? (
        keys === undefined ? null : (
          <Kbd>{keys}</Kbd>
        )
      ) : (
        <button
          type="button"
          aria-label="Clear"
          onClick={() => onChange('')}
          className="rounded-sm p-0.5 text-mute hover:bg-hover"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  )
}
