import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

export interface FailedItemView {
  readonly id: string
  readonly room: string
  /** What was tried, in words: the message's text, or "React with 👍". */
  readonly what: string
  readonly reason: string
  /** "Today 09:12" */
  readonly when: string
  readonly retriable: boolean
  /** It had been sent before. */
  readonly wasSent: boolean
  readonly editable: boolean
  /** Words that were written, to be saved for elsewhere. */
  readonly text: string | null
}

export interface FailedItemsProps {
  readonly open: boolean
  readonly items: readonly FailedItemView[]
  readonly onRetry: (id: string) => void
  readonly onRetryAll: () => void
  readonly onEdit: (id: string) => void
  readonly onCopy: (text: string) => void
  readonly onDiscard: (id: string) => void
  readonly onClose: () => void
}

/** Everything that could not be sent, until each is sent or given up. */
export function FailedItems({
  open,
  items,
  onRetry,
  onRetryAll,
  onEdit,
  onCopy,
  onDiscard,
  onClose,
}: FailedItemsProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title="Not sent"
      description="Kept on this device until you decide."
    >
      {items.filter((item) => item.retriable).length > 1 ? (
        <p className="mb-3">
          <Button size="small" onClick={onRetryAll}>
            Send all again
          </Button>
        </p>
      ) : null}
      <ul className="-mx-1 flex flex-col gap-2">
        {items.map(({ text, ...item }) => (
          <li key={item.id} className="rounded-xl border border-line bg-card px-3.5 py-2.5">
            <p className="flex gap-2 text-second text-mute">
              <bdi className="min-w-0 flex-1 truncate font-medium text-ink">{item.room}</bdi>
              <span className="shrink-0">{item.when}</span>
            </p>
            <p dir="auto" className="my-0.5 line-clamp-3 text-message wrap-anywhere">
              {item.what}
            </p>
            <p className="text-second text-hot">{item.reason}</p>
            <div className="mt-2 flex gap-1.5">
              {item.retriable ? (
                <Button size="small" onClick={() => onRetry(item.id)}>
                  {item.wasSent ? 'Send again' : 'Retry'}
                </Button>
              ) : null}
              {item.editable ? (
                <Button size="small" onClick={() => onEdit(item.id)}>
                  Edit
                </Button>
              ) : null}
              {text === null ? null : (
                <Button size="small" onClick={() => onCopy(text)}>
                  Copy text
                </Button>
              )}
              <Button size="small" look="plain" onClick={() => onDiscard(item.id)}>
                Discard
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {items.length === 0 ? <p className="text-mute">All is sent.</p> : null}
    </Dialog>
  )
}
