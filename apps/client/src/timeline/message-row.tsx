import { Pin } from 'lucide-react'
import {
  memo,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { ActionBar } from './action-bar.tsx'
import { Forwarded } from './forwarded.tsx'
import { FoldedRow } from './folded-row.tsx'
import { DeliveryNote } from './delivery-note.tsx'
import { actOfKey } from './message-keys.ts'
import type { MessageIntents, MessageView, PersonFace } from './message-view.ts'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import { SeenBy } from './seen-by.tsx'
import { useMessageMenu } from './use-message-menu.ts'

export interface MessageRowProps {
  readonly message: MessageView
  /** The name above still holds: no face, no name, the time on hover. */
  readonly continues: boolean
  /** Who has read down to here. */
  readonly seenBy?: readonly PersonFace[] | undefined
  readonly on: MessageIntents
  /** The one message the Tab key reaches. */
  readonly tabStop: boolean
  /** Shown for a moment after a jump. */
  readonly flashed: boolean
  readonly onFocusRow: (messageId: string) => void
  /** Draws a text: packages/markup's tree as elements. */
  readonly renderBody: (text: string) => ReactNode
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const [unfolded, setUnfolded] = useState(false)
  if (props.message.folded === true && !unfolded)
    return <FoldedRow {...props} onShow={() => setUnfolded(true)} />
  return <OpenRow {...props} takesFocus={unfolded} />
})

/** `takesFocus`: the button that had it went when the row was unfolded. */
function OpenRow(props: MessageRowProps & { readonly takesFocus: boolean }) {
  const row = useRef<HTMLElement>(null)
  const { takesFocus } = props
  useEffect(() => {
    if (takesFocus) row.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const { message, continues, seenBy, on, tabStop, flashed } = props
  const [near, setNear] = useState(false)
  const [reacting, setReacting] = useState(false)
  const acts = !message.deleted && message.delivery.kind !== 'failed'
  const { menu, setMenu, onMenuKey, handlers } = useMessageMenu(acts)
  const menuOpen = reacting || menu !== 'closed'

  function onBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) setNear(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || onMenuKey(event)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = actOfKey(event.key, message)
    if (act === undefined) return
    event.preventDefault()
    if (act === 'reply') on.onReply(message.id)
    else if (act === 'forward') on.onForward(message.id)
    else if (act === 'pin') on.onPin(message.id, !message.pinned)
    else if (act === 'save') on.onSave(message.id, !message.saved)
    else if (act === 'copyText') on.onCopyText(message.id)
    else if (act === 'copyLink') on.onCopyLink?.(message.id)
    else if (act === 'edit') on.onEdit(message.id)
    else if (act === 'delete') on.onDelete(message.id)
    else if (act === 'withdraw') on.onWithdraw(message.id)
    else on.onMarkUnread?.(message.id)
  }

  return (
    // Hovering and focusing show what can be done; every action is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={row}
      data-message={message.id}
      aria-label={`${message.author.name}, ${message.time}`}
      // A row takes the focus so that keys act on it; arrows move between rows (see timeline.tsx).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
      // Move, not enter: a row may come to lie under a pointer that stands still.
      {...handlers}
      onPointerMove={(event) => {
        handlers.onPointerMove(event)
        if (event.pointerType !== 'touch') setNear(true)
      }}
      onPointerLeave={() => setNear(false)}
      onFocus={() => {
        setNear(true)
        props.onFocusRow(message.id)
      }}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
      className={classNames(
        'group/row relative grid grid-cols-[2rem_1fr] gap-x-3 rounded-lg px-2 pb-(--message-gap) pointer-coarse:select-none [-webkit-touch-callout:none] focus-visible:outline-2 focus-visible:-outline-offset-2',
        continues ? 'pt-px' : 'pt-(--message-gap)',
        message.mentionsMe &&
          'bg-hot-soft/60 before:absolute before:inset-y-1 before:start-0.5 before:w-0.5 before:rounded-full before:bg-hot',
        (near || menuOpen) && !message.mentionsMe && 'bg-hover',
        flashed && 'animate-flash',
      )}
    >
      {continues ? (
        <time
          dateTime={message.isoTime}
          title={message.fullTime}
          className="text-end text-[0.6875rem] leading-[1.3125rem] text-faint tabular-nums opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100"
        >
          {message.time}
        </time>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={() => on.onOpenPerson(message.author.id)}
          className="h-8 rounded-[0.5625rem] pointer-coarse:h-11"
        >
          <Avatar {...message.author} />
        </button>
      )}
      <div className="min-w-0">
        {continues ? null : <Head message={message} on={on} />}
        {message.quote === undefined || message.deleted ? null : (
          <Quote quote={message.quote} onOpen={on.onOpenMessage} />
        )}
        <Body {...props} />
        <DeliveryNote message={message} on={on} />
        <Reactions
          reactions={message.deleted ? [] : message.reactions}
          tabStop={tabStop}
          onReact={message.can.react ? (emoji) => on.onReact(message.id, emoji) : undefined}
        />
        {seenBy === undefined ? null : <SeenBy people={seenBy} tabStop={tabStop} />}
      </div>
      {acts && (near || menuOpen) ? (
        <ActionBar
          message={message}
          on={on}
          tabStop={tabStop}
          menu={menu}
          onMenu={setMenu}
          onReactions={setReacting}
        />
      ) : null}
    </article>
  )
}

function Head({ message, on }: Pick<MessageRowProps, 'message' | 'on'>) {
  return (
    <div className="flex min-w-0 items-baseline gap-2">
      <button
        type="button"
        tabIndex={-1}
        dir="auto"
        onClick={() => on.onOpenPerson(message.author.id)}
        className="truncate font-semibold decoration-faint underline-offset-2 hover:underline"
      >
        {message.author.name}
      </button>
      <time
        dateTime={message.isoTime}
        title={message.fullTime}
        className="shrink-0 text-[0.75rem] text-faint tabular-nums"
      >
        {message.time}
      </time>
      {message.pinned ? <PinMark /> : null}
    </div>
  )
}

function PinMark() {
  return (
    <span className="inline-flex shrink-0 items-center self-center text-accent" title="Pinned">
      <Pin aria-hidden className="size-3.25" />
      <span className="sr-only">Pinned</span>
    </span>
  )
}

function Body({ message, on, continues, tabStop, renderBody }: MessageRowProps) {
  if (message.deleted) return <p className="text-message text-mute italic">Message deleted</p>
  const { delivery, edited, forwarded, text } = message
  const tailed = edited !== undefined || delivery.kind === 'queued'
  return (
    <div
      dir="auto"
      className={classNames('text-message', delivery.kind === 'failed' && 'text-mute')}
    >
      {text === '' && forwarded !== undefined ? null : (
        <div className={classNames('markup', tailed && 'is-tailed')}>{renderBody(text)}</div>
      )}
      {forwarded === undefined ? null : (
        <Forwarded forwarded={forwarded} onOpenSource={on.onOpenSource}>
          {renderBody(forwarded.text)}
        </Forwarded>
      )}
      {edited === undefined ? null : (
        <button
          type="button"
          tabIndex={tabStop ? 0 : -1}
          title={`${edited}: see earlier versions`}
          onClick={() => on.onVersions(message.id)}
          className="ms-1.5 rounded-sm text-label text-faint underline-offset-2 hover:text-mute hover:underline"
        >
          (edited)
        </button>
      )}
      {continues && message.pinned ? (
        <span className="ms-1.5">
          <PinMark />
        </span>
      ) : null}
      {delivery.kind === 'queued' ? (
        <span className="ms-1.5 animate-appear text-[0.75rem] text-mute">· {delivery.note}</span>
      ) : null}
    </div>
  )
}
