import { useState, type ReactElement } from 'react'
import { Popover } from '../ui/popover.tsx'

const quick = ['👍', '❤️', '😄', '🎉', '👏', '🚀', '👀', '✅'] as const

export interface QuickReactionsProps {
  readonly trigger: ReactElement
  readonly onPick: (emoji: string) => void
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

/** The usual eight, one press away. */
export function QuickReactions({ trigger, onPick, onOpenChange }: QuickReactionsProps) {
  const [open, setOpen] = useState(false)
  function change(next: boolean) {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <Popover
      trigger={trigger}
      label="React"
      side="top"
      align="end"
      open={open}
      onOpenChange={change}
    >
      <div className="flex p-1">
        {quick.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-label={`React with ${emoji}`}
            onClick={() => {
              onPick(emoji)
              change(false)
            }}
            className="grid size-9 place-items-center rounded-md text-[1.125rem] hover:bg-hover pointer-coarse:size-11"
          >
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  )
}
