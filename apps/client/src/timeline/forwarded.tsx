import { Forward } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ForwardedView } from './message-view.ts'

export interface ForwardedProps {
  readonly forwarded: ForwardedView
  /** The words, drawn. */
  readonly children: ReactNode
  readonly onOpenSource: (room: string, messageId: string) => void
}

/** Another message's words, passed on: whose they are, and the way back for who may go there. */
export function Forwarded({ forwarded, children, onOpenSource }: ForwardedProps) {
  const { author, moment, from } = forwarded
  return (
    <figure className="my-1 max-w-[72ch] rounded-lg border border-line bg-side/60 px-3 py-2">
      <figcaption className="mb-0.5 flex flex-wrap items-center gap-x-1.5 text-[0.75rem]/4.5 text-mute">
        <Forward aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />
        <span>
          Forwarded from <bdi className="font-medium text-ink">{author}</bdi>
        </span>
        <span>{moment}</span>
        {from === undefined ? null : (
          <button
            type="button"
            onClick={() => onOpenSource(from.room, from.message)}
            className="max-w-full truncate text-accent underline-offset-2 hover:underline"
          >
            Open in <bdi>{from.title}</bdi>
          </button>
        )}
      </figcaption>
      <div dir="auto" className="markup text-message">
        {children}
      </div>
    </figure>
  )
}
