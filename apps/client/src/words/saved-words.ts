import type { SavedRow } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { Instant } from '@parley/protocol'
import type { SavedView } from '../later/saved-list.tsx'
import type { MomentChoice } from '../later/time-dialog.tsx'
import type { Times } from './times.ts'
import { daysBetween, tomorrowAt } from './wall-time.ts'

const minuteMs = 60_000

/** Whether its reminder's time has come: the server says so, and without it this device's clock. */
export function isDue({ due, remindAt }: SavedRow['saved'], now: Instant): boolean {
  return due || (remindAt !== null && remindAt <= now)
}

type Here = { readonly times: Times; readonly zone: string; readonly now: Instant }

/** "today at 09:12", "tomorrow at 09:00", "Monday 30 November at 09:00" */
export function momentToCome(at: Instant, { times, zone, now }: Here): string {
  if (daysBetween(now, at, zone) === 1) return `tomorrow at ${times.clock(at)}`
  return times.moment(at, now)
}

/** When one is usually reminded. */
export function reminderTimes(here: Here): MomentChoice[] {
  const { times, zone, now } = here
  return [
    { label: 'In 20 minutes', at: now + 20 * minuteMs },
    { label: 'In 3 hours', at: now + 180 * minuteMs },
    { label: 'Tomorrow', at: tomorrowAt(9, now, zone) },
  ].map(({ label, at }) => ({ label, at, hint: times.clock(at) }))
}

/** A saved message as it is listed; what cannot be shown any more says why. */
export function savedView(row: SavedRow, here: Here): SavedView {
  const { saved, place, message, author } = row
  const { times, now } = here
  const due = isDue(saved, now)
  return {
    id: row.id,
    place: place ?? 'A room you are no longer in',
    state:
      place === null ? 'lost' : message === null ? 'away' : message.deletedAt ? 'deleted' : 'here',
    message:
      message === null || author === null
        ? null
        : {
            author: { id: author.id, name: author.name },
            time: times.short(message.at, now),
            text: textOf(message),
          },
    due,
    reminder: reminderText(saved, due, here),
    canRemind: place !== null && message?.deletedAt === null,
  }
}

/** What a reminder says when its time comes. */
export function reminderTitle({ message, place }: SavedRow): string {
  const text = message === null || message.deletedAt !== null ? '' : textOf(message).slice(0, 120)
  return text === '' ? `Reminder: a message in ${place ?? 'a room you left'}` : `Reminder: ${text}`
}

function textOf({ text, forwarded }: NonNullable<SavedRow['message']>): string {
  return toPlainText(text === '' ? (forwarded?.text ?? '') : text)
}

function reminderText({ remindAt, savedAt }: SavedRow['saved'], due: boolean, here: Here): string {
  if (remindAt === null) return `Saved ${here.times.moment(savedAt, here.now)}`
  return due
    ? `Due since ${here.times.moment(remindAt, here.now)}`
    : `Reminds you ${momentToCome(remindAt, here)}`
}
