import { isHeld } from '../apply/changes.ts'
import type { Computed, QueryContext } from './context.ts'
import { placeOf } from './saved.ts'
import type { ResultOf, ScheduleRow } from './views.ts'

/** What the person will say later, the next first, and what could not be said. */
export function schedules(context: QueryContext): Computed<ResultOf<'schedules'>> {
  const rows = [...context.values('schedule')].map(([id, schedule]): ScheduleRow => ({
    id,
    schedule,
    place: isHeld(context.cache.index.get(schedule.room)) ? placeOf(context, schedule.room) : null,
  }))
  return {
    result: { rows: rows.toSorted((one, other) => one.schedule.at - other.schedule.at) },
    keys: ['values:schedule', 'outbox', 'rooms'],
  }
}

/** Messages whose time came and that the server might not post. */
export function unposted(context: QueryContext): number {
  return [...context.values('schedule').values()].filter(({ failed }) => failed !== null).length
}
