import { ArrowRight, CalendarClock, Check, Settings2 } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuChoice, MenuItem, MenuNote } from '../ui/menu.tsx'
import { ComposeBanner, type ComposeMode } from './compose-banner.tsx'
import { actOfKey, type ComposeAct } from './compose-keys.ts'
import { complete, completionAt, type CompletionQuery } from './completion.ts'
import { CompletionList, type CompletionOption } from './completion-list.tsx'

export interface SendLater {
  /** "It is 03:12 for Bob." */
  readonly note: string | undefined
  readonly choices: readonly {
    readonly label: string
    readonly hint: string
    readonly at: number
  }[]
  readonly onPick: (at: number) => void
  readonly onOther: () => void
}

export interface ComposerProps {
  readonly text: string
  readonly mode: ComposeMode
  /** "Message Brand site redesign" */
  readonly placeholder: string
  readonly enterSends: boolean
  /** The longest text that may be sent, in characters. */
  readonly maxLength: number
  /** The answers for what is being named, best first, at most some eight. Empty closes the list. */
  readonly completionsFor: (query: CompletionQuery) => readonly CompletionOption[]
  readonly onChange: (text: string) => void
  readonly onSend: () => void
  /** Times to send at instead; `onOther` asks for any. Left out where nothing is sent later. */
  readonly later?: SendLater | undefined
  readonly onEditLast: () => void
  readonly onCancelMode: () => void
  readonly onEnterSends: (enterSends: boolean) => void
  /** More buttons in the bar, before the gear. */
  readonly tools?: ReactNode
  /** To bring the focus here from elsewhere. */
  readonly inputRef?: RefObject<HTMLTextAreaElement | null>
}

export function Composer(props: ComposerProps) {
  const { text, mode, enterSends, maxLength } = props
  const listId = useId()
  const own = useRef<HTMLTextAreaElement>(null)
  const box = props.inputRef ?? own
  const [query, setQuery] = useState<CompletionQuery>()
  const [active, setActive] = useState(0)
  const options = query === undefined ? [] : props.completionsFor(query)
  const completing = options.length > 0
  const chosen = Math.min(active, options.length - 1)
  const over = text.length - maxLength
  const gone = mode.kind === 'edit' && mode.deleted
  const canSend = text.trim() !== '' && over <= 0 && !gone

  function look(area: HTMLTextAreaElement) {
    setActive(0)
    setQuery(
      area.selectionStart === area.selectionEnd
        ? completionAt(area.value, area.selectionStart)
        : undefined,
    )
  }

  /** Puts text in as typing would, so that undo takes it out again. */
  function type(insert: string, from: number, to: number) {
    const area = box.current
    if (area === null) return
    area.focus()
    area.setSelectionRange(from, to)
    // Deprecated, and the only way into a text area's undo history.
    if (!document.execCommand('insertText', false, insert))
      area.setRangeText(insert, from, to, 'end')
    props.onChange(area.value)
  }

  function take(option: CompletionOption | undefined) {
    if (query === undefined || option === undefined) return
    const done = complete(text, query, option.insert)
    type(
      done.text.slice(query.from, done.caret),
      query.from,
      query.to + (text[query.to] === ' ' ? 1 : 0),
    )
    setQuery(undefined)
  }

  const acts: Record<ComposeAct, () => void> = {
    send: () => (canSend ? props.onSend() : undefined),
    newLine: () => type('\n', box.current?.selectionStart ?? 0, box.current?.selectionEnd ?? 0),
    editLast: props.onEditLast,
    cancelEdit: props.onCancelMode,
    cancelReply: props.onCancelMode,
    completionNext: () => setActive((chosen + 1) % options.length),
    completionPrevious: () => setActive((chosen - 1 + options.length) % options.length),
    completionTake: () => take(options[chosen]),
    completionClose: () => setQuery(undefined),
  }

  function onKeyDown(event: KeyboardEvent) {
    const act = actOfKey(
      {
        key: event.key,
        shift: event.shiftKey,
        alt: event.altKey,
        ctrl: event.ctrlKey,
        meta: event.metaKey,
        // Safari ends the composition before the Enter that ended it: its key code still tells.
        composing: event.nativeEvent.isComposing || event.keyCode === 229,
      },
      {
        enterSends,
        completing,
        empty: text === '',
        editing: mode.kind === 'edit',
        replying: mode.kind === 'reply',
      },
    )
    if (act === undefined) return
    event.preventDefault()
    acts[act]()
  }

  return (
    <div className="column px-4 pb-3.5 max-pair:px-2 max-pair:pb-2">
      <div className="relative rounded-2xl border border-line bg-ground shadow-float transition-colors duration-120 has-[textarea:focus-visible]:border-accent">
        {completing ? (
          <CompletionList
            id={listId}
            label={query?.kind === 'emoji' ? 'Emoji' : 'People'}
            options={options}
            active={chosen}
            onPick={take}
            onHover={setActive}
          />
        ) : null}
        <ComposeBanner mode={mode} onCancel={props.onCancelMode} />
        <textarea
          ref={box}
          dir="auto"
          rows={1}
          value={text}
          aria-label={props.placeholder}
          placeholder={props.placeholder}
          aria-autocomplete="list"
          aria-controls={completing ? listId : undefined}
          aria-activedescendant={completing ? `${listId}-${chosen}` : undefined}
          enterKeyHint={enterSends ? 'send' : 'enter'}
          onChange={(event) => {
            props.onChange(event.target.value)
            look(event.target)
          }}
          onKeyDown={onKeyDown}
          onClick={(event) => look(event.currentTarget)}
          onBlur={() => setQuery(undefined)}
          className="block max-h-[40dvh] w-full resize-none placeholder-shown:overflow-hidden placeholder-shown:text-ellipsis placeholder-shown:whitespace-nowrap [field-sizing:content] px-3.5 pt-2.75 pb-1 text-message outline-none pointer-coarse:text-[1rem]"
        />
        <div className="flex items-center gap-0.5 p-1.5 pt-0.5">
          {props.tools}
          <Menu
            side="top"
            align="start"
            trigger={<IconButton label="Writing settings" icon={<Settings2 />} />}
          >
            <MenuChoice
              label="Enter key"
              value={enterSends ? 'send' : 'line'}
              options={[
                { value: 'send', label: 'Sends the message' },
                { value: 'line', label: 'Makes a new line' },
              ]}
              onPick={(value) => props.onEnterSends(value === 'send')}
            />
          </Menu>
          <span className="flex-1" />
          {over > -200 ? (
            <span
              role="status"
              className={`px-2 text-label tabular-nums ${over > 0 ? 'text-hot' : 'text-faint'}`}
            >
              {over > 0 ? `${over} too many` : `${-over} left`}
            </span>
          ) : null}
          {canSend && props.later !== undefined && mode.kind !== 'edit' ? (
            <LaterMenu {...props.later} />
          ) : null}
          <IconButton
            look="primary"
            label={mode.kind === 'edit' ? 'Save edit' : 'Send'}
            keys={enterSends ? 'Enter' : 'Ctrl Enter'}
            icon={mode.kind === 'edit' ? <Check /> : <ArrowRight className="rtl:-scale-x-100" />}
            disabled={!canSend}
            focusableWhenDisabled
            onClick={props.onSend}
            className="w-8.5!"
          />
        </div>
      </div>
    </div>
  )
}

/** Beside the send button: send it at a time to come. */
function LaterMenu({ note, choices, onPick, onOther }: SendLater) {
  return (
    <Menu side="top" trigger={<IconButton label="Send later" icon={<CalendarClock />} />}>
      {note === undefined ? null : <MenuNote>{note}</MenuNote>}
      {choices.map(({ label, hint, at }) => (
        <MenuItem key={label} keys={hint} onPick={() => onPick(at)}>
          {label}
        </MenuItem>
      ))}
      <MenuItem onPick={onOther}>Another time…</MenuItem>
    </Menu>
  )
}
