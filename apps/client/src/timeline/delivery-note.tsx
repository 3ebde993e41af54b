import { CircleAlert } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import type { MessageIntents, MessageView } from './message-view.ts'

export interface DeliveryNoteProps {
  readonly message: MessageView
  readonly on: MessageIntents
}

/** Why a message or its change did not leave, and the ways on: without Retry and Edit where they could only fail again. */
export function DeliveryNote({ message, on }: DeliveryNoteProps) {
  if (message.delivery.kind !== 'failed') return null
  return (
    <div
      role="group"
      aria-label="Not sent"
      className="my-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-second text-hot"
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 wrap-anywhere">{message.delivery.reason}</span>
      </span>
      <span className="flex gap-1.5">
        {message.delivery.final ? (
          <Button size="small" onClick={() => on.onCopyText(message.id)}>
            Copy text
          </Button>
        ) : (
          <>
            <Button size="small" onClick={() => on.onRetry(message.id)}>
              Retry
            </Button>
            {message.delivery.hasText ? (
              <Button size="small" onClick={() => on.onEditFailed(message.id)}>
                Edit
              </Button>
            ) : null}
          </>
        )}
        <Button size="small" look="plain" onClick={() => on.onDiscard(message.id)}>
          Discard
        </Button>
      </span>
    </div>
  )
}
