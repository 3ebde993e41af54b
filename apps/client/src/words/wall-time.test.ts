import { expect, test } from 'vitest'
import { daysBetween, instantOf, isZone, nextAt, tomorrowAt, wallText } from './wall-time.ts'

const at = (text: string) => Date.parse(text)

test('tomorrow at nine is nine there, also across the end of summer time', () => {
  expect(tomorrowAt(9, at('2026-11-23T21:00:00Z'), 'Europe/Berlin')).toBe(
    at('2026-11-24T08:00:00Z'),
  )
  expect(tomorrowAt(9, at('2026-10-24T10:00:00Z'), 'Europe/Berlin')).toBe(
    at('2026-10-25T08:00:00Z'),
  )
  // It is the 24th already in Tokyo.
  expect(tomorrowAt(9, at('2026-11-23T21:00:00Z'), 'Asia/Tokyo')).toBe(at('2026-11-25T00:00:00Z'))
})

test('the next nine is today’s while it is to come', () => {
  expect(nextAt(9, at('2026-11-23T02:30:00Z'), 'Africa/Lagos')).toBe(at('2026-11-23T08:00:00Z'))
  expect(nextAt(9, at('2026-11-23T08:00:00Z'), 'Africa/Lagos')).toBe(at('2026-11-24T08:00:00Z'))
})

test('a field’s text and its instant go both ways; what is no time is none', () => {
  const now = at('2026-11-23T21:07:00Z')
  expect(wallText(now, 'Europe/Berlin')).toBe('2026-11-23T22:07')
  expect(instantOf('2026-11-23T22:07', 'Europe/Berlin')).toBe(now)
  expect(instantOf('', 'Europe/Berlin')).toBeNull()
  expect(instantOf('2026-11-23', 'Nowhere/Land')).toBeNull()
  expect(daysBetween(now, now + 3 * 3_600_000, 'Europe/Berlin')).toBe(1)
  expect([isZone('Asia/Kolkata'), isZone('Nowhere/Land')]).toEqual([true, false])
})
