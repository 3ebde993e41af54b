import type { CommandId, ErrorCode } from '@parley/protocol'
import { usePeople, useFailed } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { FailedItems } from '../status/failed-items.tsx'
import { sentenceOf } from '../words/errors.ts'
import { isText, whatFailed } from '../words/failed-words.ts'
import { useShell } from './shell-context.ts'

/** All that was refused, wherever it happened. */
export function FailedList({ onClose }: { readonly onClose: () => void }) {
  const { intents, times } = useSession()
  const { run, openRoom, tell } = useShell()
  const failed = useFailed()
  const people = usePeople()
  const now = useNow()
  const nameOf = (id: string) => people.find((known) => known.id === id)?.person.name ?? 'someone'
  return (
    <FailedItems
      open
      items={failed.map(({ id, body, roomTitle, code, queuedAt }) => ({
        id,
        room: roomTitle === '' ? 'A room you are no longer in' : roomTitle,
        what: whatFailed(body, nameOf),
        reason: sentenceOf(code),
        when: times.moment(queuedAt, now),
        // A room that is gone has no place to write in.
        text: isText(body) ? body.text : null,
        wasSent: code === 'server-went-back',
        retriable: isRetriable(code),
        editable: isText(body) && roomTitle !== '' && isRetriable(code),
      }))}
      onRetry={(id) => run(intents.retry(id as CommandId))}
      onRetryAll={() => {
        for (const { id } of failed.filter(({ code }) => isRetriable(code))) run(intents.retry(id))
      }}
      onEdit={(id) => {
        const item = failed.find((row) => row.id === id)
        if (item === undefined) return
        // It stands in its room, with an edit button of its own.
        onClose()
        openRoom(item.room)
      }}
      onCopy={(text) => run(navigator.clipboard.writeText(text).then(() => tell('Text copied')))}
      onDiscard={(id) => run(intents.discard(id as CommandId))}
      onClose={onClose}
    />
  )
}

/** Of a message that was deleted nothing changes the answer. */
const isRetriable = (code: ErrorCode) => code !== 'message-deleted'
