import type { ScheduleRow } from '@parley/engine'
import type { Instant, Person } from '@parley/protocol'
import type { ScheduledView } from '../later/scheduled-list.tsx'
import type { MomentChoice } from '../later/time-dialog.tsx'
import { momentToCome } from './saved-words.ts'
import { timesIn, type Times } from './times.ts'
import { daysAhead, isZone, nextAt, tomorrowAt } from './wall-time.ts'

type Here = { readonly times: Times; readonly zone: string; readonly now: Instant }

/** Whose time counts beside one's own: the other person of a direct room, where their zone is known and another. */
export type Elsewhere = { readonly name: string; readonly zone: string }

export function elsewhereOf(other: Person | null, zone: string): Elsewhere | null {
  const theirs = other?.timeZone ?? null
  if (other === null || theirs === null || theirs === zone || !isZone(theirs)) return null
  return { name: other.name, zone: theirs }
}

/** "It is 03:12 for Bob Okafor." */
export function nowThere({ name, zone }: Elsewhere, now: Instant): string {
  return `It is ${timesIn(zone).clock(now)} for ${name}.`
}

/** "09:00 for Bob Okafor", with the day where it is another one than here. */
export function timeThere({ name, zone }: Elsewhere, at: Instant, here: Here): string {
  const there = timesIn(zone)
  const ahead = daysAhead(at, zone, here.zone)
  const day = ahead === 0 ? '' : ahead > 0 ? ' the next day,' : ' the day before,'
  return `${there.clock(at)}${day} for ${name}`
}

/** When one usually sends later: mornings, the other person's first where they live elsewhere. */
export function sendTimes(here: Here, elsewhere: Elsewhere | null): MomentChoice[] {
  const { now, zone } = here
  const theirs =
    elsewhere === null
      ? []
      : [
          {
            label: `At 09:00 for ${elsewhere.name}`,
            at: nextAt(9, now, elsewhere.zone),
          },
        ]
  return [
    ...theirs,
    { label: 'In one hour', at: now + 3_600_000 },
    { label: 'Tomorrow morning', at: tomorrowAt(9, now, zone) },
    { label: 'Tomorrow afternoon', at: tomorrowAt(14, now, zone) },
  ].map((choice) => ({ ...choice, hint: momentToCome(choice.at, here) }))
}

/** "1 scheduled message · tomorrow at 09:00"; the time is the next one's. */
export function scheduledLine(rows: readonly ScheduleRow[], here: Here): string {
  const next = Math.min(...rows.map(({ schedule }) => schedule.at))
  const what = rows.length === 1 ? '1 scheduled message' : `${rows.length} scheduled messages`
  return `${what} · ${momentOf(next, here)}`
}

export function scheduledView(
  { id, schedule }: ScheduleRow,
  here: Here,
  elsewhere: Elsewhere | null,
): ScheduledView {
  const there = elsewhere === null ? '' : ` · ${timeThere(elsewhere, schedule.at, here)}`
  return { id, text: schedule.text, when: `${momentOf(schedule.at, here)}${there}` }
}

function momentOf(at: Instant, here: Here): string {
  return at <= here.now ? 'any moment now' : momentToCome(at, here)
}
