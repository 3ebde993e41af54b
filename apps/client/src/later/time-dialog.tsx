import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'

/** A time that is often meant: "Tomorrow", "09:00". */
export interface MomentChoice {
  readonly label: string
  readonly hint: string
  /** ms since 1970 UTC */
  readonly at: number
}

export interface TimeDialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly choices: readonly MomentChoice[]
  /** What the field begins with, as a date-time field writes it. */
  readonly initial: string
  /** "Remind me", on the button. */
  readonly action: string
  /** The instant of the field's text; null for none. */
  readonly instantOf: (text: string) => number | null
  readonly now: () => number
  /** What the chosen time is elsewhere, below the field. */
  readonly hintOf?: (at: number) => string | undefined
  readonly onPick: (at: number) => void
  readonly onClose: () => void
}

/** Asks for a time to come: one of the usual ones, or any. */
export function TimeDialog(props: TimeDialogProps) {
  const [text, setText] = useState(props.initial)
  const [past, setPast] = useState(false)
  const at = props.instantOf(text)

  function submit() {
    if (at === null || at <= props.now()) setPast(true)
    else props.onPick(at)
  }
  return (
    <Dialog open onClose={props.onClose} title={props.title} description={props.description}>
      <ul className="-mx-2 flex flex-col">
        {props.choices.map((choice) => (
          <li key={choice.label}>
            <button
              type="button"
              onClick={() => props.onPick(choice.at)}
              className="flex min-h-10 w-full items-center gap-3 rounded-lg px-2 text-start hover:bg-hover"
            >
              <span className="min-w-0 flex-1">{choice.label}</span>
              <span className="shrink-0 text-second text-mute">{choice.hint}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          type="datetime-local"
          label="Another time"
          value={text}
          hint={at === null ? undefined : props.hintOf?.(at)}
          error={past ? 'Choose a time to come.' : undefined}
          onChange={(event) => {
            setPast(false)
            setText(event.target.value)
          }}
        />
        <Button type="submit" look="primary" className="self-end">
          {props.action}
        </Button>
      </form>
    </Dialog>
  )
}
