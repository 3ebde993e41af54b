import { ArrowUp, X } from 'lucide-react'

export interface JumpToNewProps {
  readonly count: number
  readonly onJump: () => void
  readonly onDismiss: () => void
}

/** Stands over the talk while the first unread message lies above what is in sight. */
export function JumpToNew({ count, onJump, onDismiss }: JumpToNewProps) {
  return (
    <div className="absolute inset-x-0 top-2 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] animate-enter items-center rounded-full border border-line bg-ground text-second font-medium shadow-float">
      <button
        type="button"
        onClick={onJump}
        className="flex min-w-0 items-center gap-1.5 rounded-s-full py-1 ps-2.5 pe-1.5 hover:bg-hover pointer-coarse:py-2.5"
      >
        <ArrowUp aria-hidden className="size-3.75 shrink-0 text-accent" />
        <span className="truncate">
          {count === 1 ? '1 new message' : `${count} new messages`} · jump to first unread
        </span>
      </button>
      <button
        type="button"
        aria-label="Hide how many are new"
        onClick={onDismiss}
        className="rounded-e-full py-1 ps-1 pe-2 text-mute hover:bg-hover hover:text-ink pointer-coarse:px-3 pointer-coarse:py-2.5"
      >
        <X aria-hidden className="size-3.75" />
      </button>
    </div>
  )
}
