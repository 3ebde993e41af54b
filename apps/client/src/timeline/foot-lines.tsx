import { ArrowDown } from 'lucide-react'

const list = new Intl.ListFormat('en')

export interface TypingLineProps {
  readonly names: readonly string[]
}

/** Who is typing. Its place is kept, so that nothing moves when it fills. */
export function TypingLine({ names }: TypingLineProps) {
  return (
    <div
      aria-live="polite"
      className="column h-5 shrink-0 truncate px-4.5 text-[0.75rem]/5 text-mute"
    >
      {names.length === 0 ? null : <span className="animate-enter">{typingText(names)}</span>}
    </div>
  )
}

export function typingText(names: readonly string[]): string {
  if (names.length > 3) return 'Several people are typing…'
  return `${list.format(names)} ${names.length === 1 ? 'is' : 'are'} typing…`
}

export interface JumpToLatestProps {
  /** New below the fold; 0 when there is only the way to go. */
  readonly count: number
  readonly onJump: () => void
}

export function JumpToLatest({ count, onJump }: JumpToLatestProps) {
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute inset-x-0 bottom-2 z-20 mx-auto flex w-fit animate-enter items-center gap-1.5 rounded-full border border-line bg-ground py-1 ps-2.5 pe-3 text-second font-medium shadow-float hover:bg-hover pointer-coarse:py-2.5"
    >
      <ArrowDown aria-hidden className="size-3.75 text-accent" />
      {count === 0 ? 'Jump to latest' : `${count} new`}
    </button>
  )
}
