import { expect, test } from 'vitest'
import { localTime, timesIn } from './times.ts'

const berlin = timesIn('Europe/Berlin')
const now = Date.UTC(2026, 10, 23, 9, 0)

test('a time is as short as it can be and still tell the day', () => {
  expect(berlin.short(Date.UTC(2026, 10, 23, 8, 38), now)).toBe('09:38')
  // Half past eleven in the evening UTC is the next day in Berlin.
  expect(berlin.short(Date.UTC(2026, 10, 22, 23, 30), now)).toBe('00:30')
  expect(berlin.short(Date.UTC(2026, 10, 22, 12, 0), now)).toBe('Sun')
  expect(berlin.short(Date.UTC(2026, 10, 14, 12, 0), now)).toBe('14 Nov')
  expect(berlin.short(Date.UTC(2025, 10, 14, 12, 0), now)).toBe('14 Nov 2025')
})

test('a day is called by its name, and by its year when that is another', () => {
  expect(berlin.day(now, now)).toBe('Monday 23 November')
  expect(berlin.day(Date.UTC(2025, 10, 23), now)).toBe('Sunday 23 November 2025')
  expect(berlin.moment(now, now)).toBe('today at 10:00')
})

test('[R9] the local time of someone says how far they are', () => {
  expect(localTime('Asia/Tokyo', 'Europe/Berlin', now)).toBe('18:00, 8 h ahead of you')
  expect(localTime('America/Denver', 'Europe/Berlin', now)).toBe('02:00, 8 h behind you')
  expect(localTime('Europe/Paris', 'Europe/Berlin', now)).toBe('10:00, as for you')
  expect(localTime('Mars/Olympus', 'Europe/Berlin', now)).toBeUndefined()
})
