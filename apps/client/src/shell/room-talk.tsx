import type { RoomView, StatusView, TimelineView } from '@parley/engine'
import type { MessageId } from '@parley/protocol'
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useSession } from '../data/session.ts'
import type { TimelineFeed } from '../data/use-timeline.ts'
import { MessageBody } from '../timeline/message-body.tsx'
import { AwayMessages, RoomStart, WaitingMessages } from '../timeline/room-start.tsx'
import { Timeline, type Beyond } from '../timeline/timeline.tsx'
import { Button } from '../ui/button.tsx'
import { isOnline } from '../words/message-words.ts'
import { roomStart } from '../words/room-words.ts'
import { useShell } from './shell-context.ts'
import type { Composing } from './use-composing.ts'
import { useMessageIntents } from './use-message-intents.ts'
import { useMessageLines } from './use-message-items.ts'
import type { Reading } from './use-reading.ts'

export interface RoomTalkProps {
  readonly room: RoomView
  readonly status: StatusView | undefined
  readonly feed: TimelineFeed
  readonly reading: Reading
  readonly composing: Pick<Composing, 'reply' | 'edit'>
  readonly jumpTo: { readonly key: string } | undefined
  readonly onJump: (message: MessageId) => void
  readonly box: RefObject<HTMLTextAreaElement | null>
}

/** The talk of the open room: rows from the engine, as the timeline draws them. */
export function RoomTalk({ room, status, feed, reading, ...props }: RoomTalkProps) {
  const { view, window } = feed
  const newAfter = reachesNew(view, reading.newAfter) ? reading.newAfter : null
  const lines = useMessageLines(room, status, view, newAfter)
  const firstNew = lines.find((line) => line.isNew)
  const loadNew = useLoadNew(feed, reading, firstNew?.key, props.onJump)
  const on = useMessageIntents(room, view, props, reading.markUnread)
  const renderBody = useBody(room)
  const online = isOnline(status?.connection)
  if (view === undefined || (lines.length === 0 && view.older !== 'none')) {
    const away = view !== undefined && !online && status?.connection.kind === 'offline'
    return (
      <div className="column flex-1 px-2.5 pt-6">
        {away ? <AwayMessages /> : <WaitingMessages rows={6} />}
      </div>
    )
  }
  const past = (beyond: TimelineView['older']): Beyond => {
    if (beyond === 'none') return 'none'
    if (beyond === 'hole') return online ? 'loading' : 'away'
    return feed.pending ? 'loading' : 'more'
  }
  return (
    <Timeline
      key={window.leap}
      lines={lines}
      older={past(view.older)}
      newer={past(view.newer)}
      openAt={firstNew === undefined || window.leap > 0 ? 'end' : { key: firstNew.key }}
      jumpTo={props.jumpTo}
      newBelow={reading.newBelow}
      unread={
        reading.newCount === 0
          ? undefined
          : { count: reading.newCount, onLoad: loadNew, onDismiss: reading.dismissNew }
      }
      announcement={announcementOf(lines.at(-1), reading.newAfter)}
      start={<Start room={room} />}
      on={on}
      renderBody={renderBody}
      onOlder={feed.onOlder}
      onNewer={feed.onNewer}
      onAtEnd={reading.onAtEnd}
      onLatest={feed.onLatest}
      onLeaveDown={() => props.box.current?.focus()}
    />
  )
}

/** Whether the rows at hand go back to where the new ones begin: else no row of them is the first new one. */
function reachesNew(view: TimelineView | undefined, newAfter: number | null): boolean {
  if (view === undefined || newAfter === null) return false
  return view.older === 'none' || (view.rows[0]?.seq ?? Infinity) <= newAfter
}

/** Loads what is around the first new message, and jumps to it once it is here. */
function useLoadNew(
  { goToSeq }: TimelineFeed,
  { newAfter }: Reading,
  firstNew: string | undefined,
  onJump: (message: MessageId) => void,
): () => void {
  const wanted = useRef(false)
  useEffect(() => {
    if (!wanted.current || firstNew === undefined) return
    wanted.current = false
    onJump(firstNew as MessageId)
  }, [firstNew, onJump])
  return () => {
    if (newAfter === null) return
    wanted.current = true
    goToSeq(newAfter + 1)
  }
}

function announcementOf(
  last: ReturnType<typeof useMessageLines>[number] | undefined,
  newAfter: number | null,
): string {
  if (last?.kind !== 'message' || last.message.own || last.message.folded) return ''
  // What was there when the room was opened is read like any other text.
  if (last.isNew && newAfter !== null) return ''
  return `${last.message.author.name}: ${last.message.text.slice(0, 200)}`
}

function Start({ room }: { readonly room: RoomView }) {
  const { account } = useSession()
  const { show } = useShell()
  const alone = room.members.length === 1 && room.abilities.includes('member.invite')
  return (
    <RoomStart
      title={room.title}
      about={roomStart(room, account.person)}
      action={
        alone ? (
          <Button size="small" onClick={() => show({ kind: 'invite', room: room.id })}>
            Invite people
          </Button>
        ) : undefined
      }
    />
  )
}

/** Draws texts; the same function while the people stay the same, so that rows are not drawn again. */
function useBody(room: RoomView) {
  const { account } = useSession()
  const { openLink } = useShell()
  const people = room.members.map(({ person }) => person.handle).join(' ')
  return useMemo(() => {
    const handles = new Set(people.split(' '))
    return (text: string) => (
      <MessageBody text={text} handles={handles} ownHandle={account.handle} onOpenLink={openLink} />
    )
  }, [people, account.handle, openLink])
}

/** Where a permalink or a quote leads: loads what is around it. */
export function useJump(feed: TimelineFeed, online: boolean) {
  const { tell, run } = useShell()
  const [jumpTo, setJumpTo] = useState<{ readonly key: string }>()
  const { goTo } = feed
  const jump = useCallback(
    (message: MessageId) =>
      run(
        goTo(message).then((found) => {
          if (found) setJumpTo({ key: message })
          else tell(lostWords(online))
        }),
      ),
    [goTo, run, tell, online],
  )
  return { jumpTo, jump }
}

/** Of a message that is not there the same is said, whether it never was or is another room's. */
function lostWords(online: boolean): string {
  if (online) return 'There is no such message in this room.'
  return 'That message is not on this device. Try again when you are back online.'
}
