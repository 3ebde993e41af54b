import type { RoomView } from '@parley/engine'
import { limits, type MessageId, type RoomId } from '@parley/protocol'
import { CalendarClock } from 'lucide-react'
import { useRoom, useSchedules } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { ScheduledList } from '../later/scheduled-list.tsx'
import { TimeDialog } from '../later/time-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { momentToCome } from '../words/saved-words.ts'
import {
  elsewhereOf,
  nowThere,
  scheduledLine,
  scheduledView,
  sendTimes,
  timeThere,
} from '../words/schedule-words.ts'
import { instantOf, tomorrowAt, wallText } from '../words/wall-time.ts'
import { useShell } from './shell-context.ts'

/** What will be sent in a room, the next first. */
function useScheduledIn(room: RoomId) {
  return useSchedules().filter(({ schedule }) => schedule.room === room && schedule.failed === null)
}

/** Above where one writes: that something will be sent here, and when. */
export function ScheduledLine({ room }: { readonly room: RoomView }) {
  const { times, zone } = useSession()
  const { show } = useShell()
  const now = useNow()
  const rows = useScheduledIn(room.id)
  if (rows.length === 0) return null
  return (
    <div className="column px-4 pb-1.5 max-pair:px-2">
      <button
        type="button"
        onClick={() => show({ kind: 'scheduled', room: room.id })}
        className="flex min-h-7 max-w-full items-center gap-1.5 rounded-md px-2 text-second text-mute hover:bg-hover hover:text-ink [&>svg]:size-3.75 [&>svg]:shrink-0 [&>svg]:text-accent"
      >
        <CalendarClock aria-hidden />
        <span className="truncate">{scheduledLine(rows, { times, zone, now })}</span>
      </button>
    </div>
  )
}

export interface ScheduledDialogProps {
  readonly room: RoomId
  readonly onClose: () => void
}

export function ScheduledDialog({ room, onClose }: ScheduledDialogProps) {
  const { host, intents, times, zone } = useSession()
  const { run, show, tell } = useShell()
  const now = useNow()
  const rows = useScheduledIn(room)
  const elsewhere = elsewhereOf(useRoom(room)?.other ?? null, zone)
  const change = (id: string, to: { text?: string; at?: number }) => {
    const row = rows.find((each) => each.id === id)
    if (row !== undefined) run(intents.schedule(row.id, { ...row.schedule, ...to }))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Scheduled messages"
      description={elsewhere === null ? undefined : nowThere(elsewhere, now)}
    >
      <ScheduledList
        scheduled={rows.map((row) => scheduledView(row, { times, zone, now }, elsewhere))}
        maxLength={limits.messageChars}
        onText={(id, text) => change(id, { text })}
        onPickTime={(id) => show({ kind: 'send-later', room, schedule: id as MessageId })}
        onSendNow={(id) => change(id, { at: host.now() })}
        onCancel={(id) => {
          const row = rows.find((each) => each.id === id)
          if (row === undefined) return
          run(intents.unschedule(row.id))
          tell('It will not be sent', () => run(intents.schedule(row.id, row.schedule)))
        }}
      />
    </Dialog>
  )
}

export interface SendLaterDialogProps {
  readonly room: RoomId
  /** The one to move; undefined: what is being written is scheduled. */
  readonly schedule?: MessageId
  readonly onPick?: (at: number) => void
  readonly onClose: () => void
}

/** When to send. Where the other person lives by another clock, it says what theirs shows. */
export function SendLaterDialog({ room, schedule, onPick, onClose }: SendLaterDialogProps) {
  const { host, intents, times, zone } = useSession()
  const { run, show } = useShell()
  const now = useNow()
  const elsewhere = elsewhereOf(useRoom(room)?.other ?? null, zone)
  const row = useScheduledIn(room).find(({ id }) => id === schedule)
  const here = { times, zone, now }
  const at = row?.schedule.at ?? 0
  const close = () => (schedule === undefined ? onClose() : show({ kind: 'scheduled', room }))
  return (
    <TimeDialog
      title="Send later"
      description={
        [
          elsewhere === null ? '' : nowThere(elsewhere, now),
          at > now ? `Now set for ${momentToCome(at, here)}.` : '',
        ]
          .filter((part) => part !== '')
          .join(' ') || undefined
      }
      choices={sendTimes(here, elsewhere)}
      initial={wallText(at > now ? at : tomorrowAt(9, now, zone), zone)}
      action="Schedule"
      instantOf={(text) => instantOf(text, zone)}
      hintOf={(chosen) =>
        elsewhere === null ? undefined : `${timeThere(elsewhere, chosen, here)}.`
      }
      now={() => host.now()}
      onPick={(chosen) => {
        if (row !== undefined) run(intents.schedule(row.id, { ...row.schedule, at: chosen }))
        onPick?.(chosen)
        close()
      }}
      onClose={close}
    />
  )
}
