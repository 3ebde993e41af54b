import type { QuoteView } from './message-view.ts'

export interface QuoteProps {
  readonly quote: QuoteView
  readonly onOpen: (messageId: string) => void
}

const placeholders = {
  deleted: 'The answered message was deleted',
  folded: 'The answered message is from someone you blocked',
  missing: 'The answered message is not on this device yet',
} as const

/** What a message answers, in one line; leads there. */
export function Quote({ quote, onOpen }: QuoteProps) {
  if (quote.kind !== 'text') {
    return (
      <p className="my-0.5 border-s-3 border-line ps-2.5 text-[0.8125rem] text-mute italic">
        {placeholders[quote.kind]}
      </p>
    )
  }
  return (
    <button
      type="button"
      onClick={() => onOpen(quote.id)}
      className="my-0.5 block max-w-full truncate rounded-e-sm border-s-3 border-line ps-2.5 pe-1 text-start text-[0.8125rem] text-mute hover:border-accent hover:text-ink"
    >
      <span className="sr-only">In answer to </span>
      <bdi className="font-medium text-ink">{quote.author}</bdi> <bdi>{quote.text}</bdi>
    </button>
  )
}
