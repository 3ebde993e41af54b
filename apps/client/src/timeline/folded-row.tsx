import { EyeOff } from 'lucide-react'
import type { MessageRowProps } from './message-row.tsx'

export interface FoldedRowProps extends Pick<
  MessageRowProps,
  'message' | 'tabStop' | 'onFocusRow'
> {
  readonly onShow: () => void
}

/** The place of a message by someone this person blocked: that there is one, and the way to read it (R8). */
export function FoldedRow({ message, tabStop, onFocusRow, onShow }: FoldedRowProps) {
  return (
    // The focus is noted, so that arrows go on from here; what can be done is a button.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      data-message={message.id}
      aria-label={`Message from someone you blocked, ${message.time}`}
      // As any row it takes the focus, so that arrows move past it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
      onFocus={() => onFocusRow(message.id)}
      className="grid grid-cols-[2rem_1fr] items-center gap-x-3 rounded-lg px-2 py-(--message-gap) text-second text-mute focus-visible:outline-2 focus-visible:-outline-offset-2"
    >
      <EyeOff aria-hidden className="size-4 justify-self-center text-faint" />
      <p>
        Message from someone you blocked ·{' '}
        <button
          type="button"
          tabIndex={tabStop ? 0 : -1}
          onClick={onShow}
          className="rounded-sm font-medium text-accent underline-offset-2 hover:underline pointer-coarse:py-2.5"
        >
          Show
        </button>
      </p>
    </article>
  )
}
