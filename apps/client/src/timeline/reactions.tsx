import { SmilePlus } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import type { ReactionView } from './message-view.ts'
import { QuickReactions } from './quick-reactions.tsx'

/** Kinds shown before the rest folds away. */
const SHOWN = 12
const short = new Intl.NumberFormat('en', { notation: 'compact' })

export interface ReactionsProps {
  readonly reactions: readonly ReactionView[]
  /** The row is the one the Tab key reaches. */
  readonly tabStop: boolean
  readonly onReact?: ((emoji: string) => void) | undefined
}

export function Reactions({ reactions, tabStop, onReact }: ReactionsProps) {
  const tabIndex = tabStop ? 0 : -1
  const [all, setAll] = useState(false)
  if (reactions.length === 0) return null
  const hidden = reactions.length - SHOWN
  return (
    <div className="mt-1.25 mb-0.75 flex flex-wrap gap-1.5">
      {(all ? reactions : reactions.slice(0, SHOWN)).map((reaction) => (
        <Tooltip key={reaction.emoji} label={whoOf(reaction)}>
          <button
            type="button"
            tabIndex={tabIndex}
            disabled={onReact === undefined}
            aria-pressed={reaction.mine}
            aria-label={`${reaction.emoji} ${reaction.count}`}
            onClick={() => onReact?.(reaction.emoji)}
            className={classNames(
              chip,
              reaction.mine
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'border-line bg-ground not-disabled:hover:border-line-strong',
            )}
          >
            <span>{reaction.emoji}</span>
            <span className="tabular-nums">{short.format(reaction.count)}</span>
          </button>
        </Tooltip>
      ))}
      {hidden > 0 ? (
        <button
          type="button"
          tabIndex={tabIndex}
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className={classNames(chip, 'border-line text-mute hover:text-ink')}
        >
          {all ? 'Show fewer' : `${hidden} more`}
        </button>
      ) : null}
      {onReact === undefined ? null : (
        <QuickReactions
          onPick={onReact}
          trigger={
            <button
              type="button"
              tabIndex={tabIndex}
              aria-label="Add reaction"
              className={classNames(
                chip,
                'border-line text-mute opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 hover:text-ink focus-visible:opacity-100 data-popup-open:opacity-100',
              )}
            >
              <SmilePlus aria-hidden className="size-3.75" />
            </button>
          }
        />
      )}
    </div>
  )
}

const chip =
  'flex h-6 items-center gap-1 rounded-full border px-2 text-[0.75rem] transition-colors duration-120 pointer-coarse:h-8 pointer-coarse:px-3'

function whoOf({ names, count, emoji }: ReactionView): string {
  const more = count - names.length
  return `${new Intl.ListFormat('en').format(more > 0 ? [...names, `${more} more`] : names)} reacted with ${emoji}`
}
