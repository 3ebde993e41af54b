import type { Instant } from '@parley/protocol'
import { Temporal } from 'temporal-polyfill'

/** Times as a clock on a wall shows them, and the instants they are. `zone` is an IANA name. */
function wallOf(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}

/** The hour of the day that comes after this one, there. */
export function tomorrowAt(hour: number, now: Instant, zone: string): Instant {
  return wallOf(now, zone).add({ days: 1 }).withPlainTime({ hour }).epochMilliseconds
}

/** The next time that it is this hour there: today, or tomorrow. */
export function nextAt(hour: number, now: Instant, zone: string): Instant {
  const today = wallOf(now, zone).withPlainTime({ hour }).epochMilliseconds
  return today > now ? today : tomorrowAt(hour, now, zone)
}

/** Whole days from one to the other, as the calendar there counts them. */
export function daysBetween(from: Instant, to: Instant, zone: string): number {
  const date = (at: Instant) => wallOf(at, zone).toPlainDate()
  return date(from).until(date(to)).total('days')
}

/** How many days the calendar there is ahead of the one here: -1, 0 or 1. */
export function daysAhead(at: Instant, there: string, here: string): number {
  const date = (zone: string) => wallOf(at, zone).toPlainDate()
  return date(here).until(date(there)).total('days')
}

/** As `<input type="datetime-local">` writes it: "2026-11-23T09:00". */
export function wallText(at: Instant, zone: string): string {
  return wallOf(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** What was written into such a field; null for what is no time. An hour that summer time skips is the one after it. */
export function instantOf(text: string, zone: string): Instant | null {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return null
  }
}

/** Whether this browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    wallOf(0, zone)
    return true
  } catch {
    return false
  }
}
