import { AlarmClock, Pencil, SendHorizontal, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'

export interface ScheduledView {
  readonly id: string
  readonly text: string
  /** "tomorrow at 09:00 · 15:00 for Bob" */
  readonly when: string
}

export interface ScheduledListProps {
  /** The next one first. */
  readonly scheduled: readonly ScheduledView[]
  readonly maxLength: number
  readonly onText: (id: string, text: string) => void
  readonly onPickTime: (id: string) => void
  readonly onSendNow: (id: string) => void
  readonly onCancel: (id: string) => void
}

/** What will be sent in a room, each to be changed, sent now or taken back. */
export function ScheduledList({ scheduled, ...on }: ScheduledListProps) {
  const [editing, edit] = useState<string>()
  if (scheduled.length === 0)
    return <p className="text-mute">Nothing is scheduled here any more.</p>
  return (
    <ul className="flex flex-col gap-2">
      {scheduled.map(({ id, text, when }) => (
        <li key={id} className="rounded-xl border border-line bg-card px-3.5 py-2.5">
          <p className="text-second font-medium text-mute">{when}</p>
          {editing === id ? (
            <EditText
              text={text}
              maxLength={on.maxLength}
              onSave={(next) => {
                edit(undefined)
                if (next !== text) on.onText(id, next)
              }}
              onCancel={() => edit(undefined)}
            />
          ) : (
            <>
              <p
                dir="auto"
                className="my-0.5 line-clamp-6 text-message whitespace-pre-wrap wrap-anywhere"
              >
                {text}
              </p>
              <div className="-ms-1.5 flex gap-0.5">
                <IconButton
                  size="small"
                  label="Send now"
                  icon={<SendHorizontal className="rtl:-scale-x-100" />}
                  onClick={() => on.onSendNow(id)}
                />
                <IconButton
                  size="small"
                  label="Edit text"
                  icon={<Pencil />}
                  onClick={() => edit(id)}
                />
                <IconButton
                  size="small"
                  label="Change the time"
                  icon={<AlarmClock />}
                  onClick={() => on.onPickTime(id)}
                />
                <IconButton
                  size="small"
                  label="Do not send"
                  icon={<Trash2 />}
                  onClick={() => on.onCancel(id)}
                />
              </div>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

interface EditTextProps {
  readonly text: string
  readonly maxLength: number
  readonly onSave: (text: string) => void
  readonly onCancel: () => void
}

function EditText({ text, maxLength, onSave, onCancel }: EditTextProps) {
  const [value, setValue] = useState(text)
  const id = useId()
  const over = value.length - maxLength
  return (
    <form
      className="mt-1 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(value.trim())
      }}
    >
      <label htmlFor={id} className="sr-only">
        Text of the message
      </label>
      <textarea
        id={id}
        dir="auto"
        // It was asked for by its button, which is gone now.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={value}
        onChange={(event) => setValue(event.target.value)}
        className="max-h-[40dvh] w-full resize-none rounded-md border border-line-strong bg-ground px-2.5 py-2 text-message [field-sizing:content] pointer-coarse:text-[1rem]"
      />
      <div className="flex items-center justify-end gap-1.5">
        {over > 0 ? <span className="text-label text-hot">{over} too many</span> : null}
        <Button size="small" look="plain" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          size="small"
          look="primary"
          type="submit"
          disabled={value.trim() === '' || over > 0}
        >
          Save
        </Button>
      </div>
    </form>
  )
}
