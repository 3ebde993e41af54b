import type { Person } from '@parley/protocol'
import { expect, test } from 'vitest'
import { elsewhereOf, nowThere, sendTimes, timeThere } from './schedule-words.ts'
import { timesIn } from './times.ts'

const zone = 'America/New_York'
const now = Date.parse('2026-11-23T21:12:00Z')
const here = { times: timesIn(zone), zone, now }
const bob = { name: 'Bob', timeZone: 'Africa/Lagos' } as Person

test('[M7] the recipient’s time is told, and their nine is the first choice', () => {
  const there = elsewhereOf(bob, zone)
  if (there === null) throw new Error('Bob lives elsewhere')
  expect(nowThere(there, now)).toBe('It is 22:12 for Bob.')
  expect(sendTimes(here, there)[0]).toEqual({
    label: 'At 09:00 for Bob',
    hint: 'tomorrow at 03:00',
    at: Date.parse('2026-11-24T08:00:00Z'),
  })
  expect(timeThere(there, now, here)).toBe('22:12 for Bob')
  expect(timeThere(there, Date.parse('2026-11-24T00:30:00Z'), here)).toBe(
    '01:30 the next day, for Bob',
  )
})

test('[M7] nothing is told of a zone that is one’s own, unknown or never told', () => {
  for (const timeZone of [zone, 'Nowhere/Land', null])
    expect(elsewhereOf({ ...bob, timeZone }, zone)).toBeNull()
  expect(elsewhereOf(null, zone)).toBeNull()
})
