import type { CommandId, ErrorCode, RoomId } from '@parley/protocol'
import { useFailed, useLostDrafts, usePeople, useSchedules } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { FailedItems, type FailedItemView } from '../status/failed-items.tsx'
import { sentenceOf } from '../words/errors.ts'
import { isText, whatFailed } from '../words/failed-words.ts'
import { useShell } from './shell-context.ts'

function placeOf(room: RoomId | null, title: string): string {
  if (room === null) return 'For yourself'
  return title === '' ? lostRoom : title
}

/** All that was refused, wherever it happened, and what was being written where one cannot write any more. */
export function FailedList({ onClose }: { readonly onClose: () => void }) {
  const { engine, intents, times } = useSession()
  const { run, openRoom, tell } = useShell()
  const failed = useFailed()
  const lost = useLostDrafts()
  const unposted = useSchedules().filter(({ schedule }) => schedule.failed !== null)
  const people = usePeople()
  const now = useNow()
  const nameOf = (id: string) => people.find((known) => known.id === id)?.person.name ?? 'someone'
  const refused = failed.map(({ id, body, room, roomTitle, code, queuedAt }) => ({
    id,
    room: placeOf(room, roomTitle),
    what: whatFailed(body, nameOf),
    reason: sentenceOf(code),
    when: times.moment(queuedAt, now),
    // A room that is gone has no place to write in.
    text: isText(body) ? body.text : null,
    wasSent: code === 'server-went-back',
    retriable: isRetriable(code),
    editable: isText(body) && roomTitle !== '' && isRetriable(code),
  }))
  const unfinished = lost.map(({ room, text, updatedAt }): FailedItemView => ({
    id: room,
    room: lostRoom,
    what: text,
    reason: 'You were writing this when you lost the room.',
    when: times.moment(updatedAt, now),
    text,
    wasSent: false,
    retriable: false,
    editable: false,
  }))
  const notPosted = unposted.map(({ id, schedule, place }): FailedItemView => ({
    id,
    room: place ?? lostRoom,
    what: schedule.text,
    reason: `Its time came, and it was not sent. ${sentenceOf(schedule.failed ?? 'forbidden')}`,
    when: times.moment(schedule.at, now),
    text: schedule.text,
    wasSent: false,
    retriable: false,
    editable: false,
  }))
  function discard(id: string) {
    const scheduled = unposted.find((row) => row.id === id)
    if (scheduled !== undefined) return run(intents.unschedule(scheduled.id))
    const draft = lost.find(({ room }) => room === id)
    run(draft === undefined ? intents.discard(id as CommandId) : engine.saveDraft(draft.room, null))
  }
  return (
    <FailedItems
      open
      items={[...refused, ...notPosted, ...unfinished]}
      onRetry={(id) => run(intents.retry(id as CommandId))}
      onRetryAll={() => {
        for (const { id } of failed.filter(({ code }) => isRetriable(code))) run(intents.retry(id))
      }}
      onEdit={(id) => {
        const item = failed.find((row) => row.id === id)
        if (!item?.room) return
        // It stands in its room, with an edit button of its own.
        onClose()
        if (item.room !== null) openRoom(item.room)
      }}
      onCopy={(text) => run(navigator.clipboard.writeText(text).then(() => tell('Text copied')))}
      onDiscard={discard}
      onClose={onClose}
    />
  )
}

const lostRoom = 'A room you are no longer in'

/** Of a message that was deleted nothing changes the answer. */
const isRetriable = (code: ErrorCode) => code !== 'message-deleted'
