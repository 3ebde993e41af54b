import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'

/** One answer to choose. */
export interface CompletionOption {
  readonly key: string
  /** What goes into the text: "@mei", "🎉". */
  readonly insert: string
  readonly label: string
  readonly hint?: string
  readonly icon: ReactNode
}

export interface CompletionListProps {
  readonly id: string
  readonly label: string
  readonly options: readonly CompletionOption[]
  readonly active: number
  readonly onPick: (option: CompletionOption) => void
  readonly onHover: (index: number) => void
}

/** Answers above the text; the text keeps the focus and the keys. */
export function CompletionList({
  id,
  label,
  options,
  active,
  onPick,
  onHover,
}: CompletionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 bottom-full z-30 mb-2 max-h-72 animate-enter overflow-y-auto rounded-xl border border-line bg-ground p-1 shadow-float"
    >
      {options.map((option, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={option.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => onHover(index)}
          // Before the text loses the focus.
          onPointerDown={(event) => {
            event.preventDefault()
            onPick(option)
          }}
          className={classNames(
            'flex h-9 items-center gap-2.5 rounded-md px-2 [--avatar-ground:var(--ground)] pointer-coarse:h-11',
            index === active && 'bg-hover',
          )}
        >
          <span className="grid w-6 shrink-0 place-items-center text-[1.0625rem]">
            {option.icon}
          </span>
          <bdi className="truncate font-medium">{option.label}</bdi>
          {option.hint === undefined ? null : (
            <span className="truncate text-second text-mute">{option.hint}</span>
          )}
        </div>
      ))}
    </div>
  )
}
