import type { RoomView } from '@parley/engine'
import type { MessageId, RoomId } from '@parley/protocol'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePresence, useRoom, useStatus, useTyping } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { useTimeline } from '../data/use-timeline.ts'
import { TypingLine } from '../timeline/foot-lines.tsx'
import { WaitingMessages } from '../timeline/room-start.tsx'
import { isOnline, namesIn } from '../words/message-words.ts'
import { presenceText } from '../words/person-words.ts'
import { roomAbout, roomTag } from '../words/room-words.ts'
import { localTime } from '../words/times.ts'
import { BlockedNote } from './blocked-note.tsx'
import { NoRoom } from './no-room.tsx'
import { PinnedButton } from './pinned-button.tsx'
import { RoomCompose } from './room-compose.tsx'
import { RoomHead } from './room-head.tsx'
import { RoomMenu } from './room-menu.tsx'
import { RoomTalk, useJump } from './room-talk.tsx'
import { useShell } from './shell-context.ts'
import { useComposing } from './use-composing.ts'
import { useReading } from './use-reading.ts'

export interface RoomScreenProps {
  readonly room: RoomId
  /** The message a permalink leads to. */
  readonly message: MessageId | undefined
  /** It was open when the page began: nobody opened it. */
  readonly restored: boolean
  readonly peopleOpen: boolean
  readonly onPeople: () => void
  readonly onBack: () => void
}

/** The open room. Mount it anew for another one: what is frozen on opening belongs to one opening. */
export function RoomScreen(props: RoomScreenProps) {
  const room = useRoom(props.room)
  const status = useStatus()
  const { show } = useShell()
  const [wasHere, setWasHere] = useState(false)
  if (room && !wasHere) setWasHere(true)
  if (room) return <OpenRoom {...props} room={room} />
  const settled = status?.connection.kind === 'live' || status?.connection.kind === 'offline'
  if (room === null && settled)
    return (
      <NoRoom why={wasHere ? 'lost' : 'unknown'} onNewRoom={() => show({ kind: 'new-room' })} />
    )
  return (
    <div className="column flex-1 px-2.5 pt-16">
      <WaitingMessages rows={6} />
    </div>
  )
}

function OpenRoom({
  room,
  message,
  restored,
  peopleOpen,
  onPeople,
  onBack,
}: Omit<RoomScreenProps, 'room'> & { readonly room: RoomView }) {
  const { intents } = useSession()
  const { run } = useShell()
  const status = useStatus()
  const box = useRef<HTMLTextAreaElement>(null)
  const feed = useTimeline(room.id, room.unread)
  const reading = useReading(room.id, feed.view, restored)
  const nameOf = useMemo(() => namesIn(room), [room])
  const composing = useComposing(room.id, feed.view?.rows ?? [], nameOf, feed.onLatest)
  const { jumpTo, jump } = useJump(feed, isOnline(status?.connection))
  const typing = useTyping(room.id)
  const about = useAbout(room)
  const tag = roomTag(room)

  const isThere = feed.view !== undefined
  const target = useRef<MessageId>(undefined)
  useEffect(() => {
    if (!isThere || message === undefined || target.current === message) return
    target.current = message
    jump(message)
  }, [isThere, message, jump])

  useEffect(() => {
    // A finger would call up the keyboard over what is to be read.
    // Whoever began to type in a dialog while the room was on its way goes on typing there.
    if (document.activeElement?.closest('[role="dialog"]')) return
    if (matchMedia('(pointer: fine)').matches) box.current?.focus({ preventScroll: true })
  }, [])

  return (
    <>
      <RoomHead
        title={room.title}
        {...(tag === undefined ? {} : { tag })}
        about={about}
        favourite={room.favourite}
        peopleOpen={peopleOpen}
        onBack={onBack}
        onFavourite={() => run(intents.favourite(room.id, !room.favourite))}
        onPeople={onPeople}
        tools={<PinnedButton room={room} onOpen={jump} />}
        menu={<RoomMenu room={room} />}
      />
      <RoomTalk {...{ room, status, feed, reading, composing, jumpTo, box }} onJump={jump} />
      <TypingLine names={typing.map((person) => nameOf(person).split(' ')[0] ?? '')} />
      {room.blocked && room.other !== null ? (
        <BlockedNote person={room.other} />
      ) : (
        <RoomCompose {...{ room, composing, box }} />
      )}
    </>
  )
}

function useAbout(room: RoomView): string {
  const { account, zone } = useSession()
  const status = useStatus()
  const presence = usePresence()
  const now = useNow()
  const { other } = room
  const online = isOnline(status?.connection)
  return roomAbout(room, {
    presence:
      other === null ? '' : presenceText(other.id, { me: account.person, presence, online }),
    localTime:
      other === null || other.timeZone === null || other.timeZone === zone
        ? undefined
        : localTime(other.timeZone, zone, now),
  })
}
