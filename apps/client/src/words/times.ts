import type { Instant } from '@parley/protocol'

/** How times are written for one reader: their language and zone, and what "today" is. All instants in ms since 1970 UTC. */
export type Times = {
  /** "09:12" */
  clock(at: Instant): string
  /** "09:38" today, "Mon" within the week, "14 Nov" within the year, else "14 Nov 2025". */
  short(at: Instant, now: Instant): string
  /** "Monday 23 November", with the year when it is another one. Equal names are one day. */
  day(at: Instant, now: Instant): string
  /** "Monday 23 November 2026, 09:12:41" */
  full(at: Instant): string
  /** "today at 09:12", "Monday 23 November at 09:12" */
  moment(at: Instant, now: Instant): string
  iso(at: Instant): string
}

const dayMs = 86_400_000

/** `zone` is an IANA name. */
export function timesIn(zone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
  const clock = format({ hour: '2-digit', minute: '2-digit' })
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const weekday = format({ weekday: 'short' })
  const date = format({ day: 'numeric', month: 'short' })
  const dated = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const dayInYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const year = format({ year: 'numeric' })
  // Day and number of a date in the zone, as a count of days: differences of it are whole days.
  const ymd = format({ day: '2-digit', month: '2-digit', year: 'numeric' })
  const dayNumber = (at: Instant) => {
    const [d, m, y] = ymd.format(at).split('/').map(Number)
    return Date.UTC(y ?? 0, (m ?? 1) - 1, d ?? 1) / dayMs
  }
  const plain = (text: string) => text.replace(',', '')
  const sameYear = (at: Instant, now: Instant) => year.format(at) === year.format(now)

  const times: Times = {
    clock: (at) => clock.format(at),
    short(at, now) {
      const days = dayNumber(now) - dayNumber(at)
      if (days === 0) return clock.format(at)
      if (days > 0 && days < 7) return weekday.format(at)
      return (sameYear(at, now) ? date : dated).format(at)
    },
    day: (at, now) => plain((sameYear(at, now) ? day : dayInYear).format(at)),
    full: (at) => `${plain(dayInYear.format(at))}, ${seconds.format(at)}`,
    moment(at, now) {
      const on = dayNumber(at) === dayNumber(now) ? 'today' : times.day(at, now)
      return `${on} at ${clock.format(at)}`
    },
    iso: (at) => new Date(at).toISOString(),
  }
  return times
}

/** "03:41, 6 h behind you", "09:12, as for you"; undefined for a zone this browser does not know. */
export function localTime(zone: string, ownZone: string, now: Instant): string | undefined {
  const own = offsetMinutes(ownZone, now)
  const theirs = offsetMinutes(zone, now)
  if (own === undefined || theirs === undefined) return undefined
  const clock = timesIn(zone).clock(now)
  const hours = (theirs - own) / 60
  if (hours === 0) return `${clock}, as for you`
  return `${clock}, ${Math.abs(hours)} h ${hours < 0 ? 'behind' : 'ahead of'} you`
}

function offsetMinutes(zone: string, now: Instant): number | undefined {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d+):?(\d+)?)?/.exec(parts?.value ?? '') ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
  } catch {
    return undefined
  }
}
