import { Pencil, Reply, X } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'

export type ComposeMode =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'reply'
      readonly messageId: string
      readonly author: string
      readonly text: string
    }
  /** `deleted`: it was deleted meanwhile, and cannot be changed any more. */
  | { readonly kind: 'edit'; readonly messageId: string; readonly deleted: boolean }

export interface ComposeBannerProps {
  readonly mode: ComposeMode
  readonly onCancel: () => void
}

/** Says that what is written answers or changes a message. */
export function ComposeBanner({ mode, onCancel }: ComposeBannerProps) {
  if (mode.kind === 'new') return null
  const edit = mode.kind === 'edit'
  return (
    <div className="flex animate-enter items-center gap-2 border-b border-line-soft py-1 ps-3.5 pe-1.5 text-second text-mute [&>svg]:size-3.75 [&>svg]:shrink-0 [&>svg]:text-accent">
      {edit ? <Pencil aria-hidden /> : <Reply aria-hidden />}
      <span className="min-w-0 flex-1 truncate">
        {edit ? (
          <span role="status">
            {mode.deleted
              ? 'This message was deleted. Copy your text, or cancel.'
              : 'Editing your message'}
          </span>
        ) : (
          <>
            <bdi className="font-medium text-ink">{mode.author}</bdi> <bdi>{mode.text}</bdi>
          </>
        )}
      </span>
      <IconButton
        size="small"
        label={edit ? 'Cancel edit' : 'Cancel reply'}
        keys="Esc"
        icon={<X />}
        onClick={onCancel}
      />
    </div>
  )
}
