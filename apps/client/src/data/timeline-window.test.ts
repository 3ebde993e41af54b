import type { TimelineRow, TimelineView } from '@parley/engine'
import { expect, test } from 'vitest'
import { around, latest, maxRows, newer, older, openWindow, pageRows } from './timeline-window.ts'

const view = (from: number, to: number, beyond: Partial<TimelineView> = {}): TimelineView => ({
  // Only the sequences matter here.
  rows: Array.from({ length: to - from + 1 }, (_, at) => ({ seq: from + at }) as TimelineRow),
  older: 'cached',
  newer: 'none',
  readUpTo: 0,
  unread: 0,
  mark: { upTo: 0, unreadAt: null, version: 0 },
  seen: [],
  ...beyond,
})

test('[M3] a window opens wide enough for what is unread, and no wider than is kept', () => {
  expect(openWindow(0).limit).toBe(pageRows)
  expect(openWindow(40).limit).toBe(pageRows + 40)
  expect(openWindow(100_000).limit).toBe(maxRows)
})

test('it grows by pages and then slides, so that it never holds more than its maximum', () => {
  let window = openWindow(0)
  for (let page = 0; page < 5; page += 1) window = older(window, view(1, window.limit))
  expect(window).toMatchObject({ end: null, limit: maxRows })
  window = older(window, view(1001, 1600))
  expect(window).toMatchObject({ end: 1500, limit: maxRows })
})

test('sliding down it waits at a hole, and follows the newest again at the end', () => {
  const window = { end: 500, limit: maxRows, leap: 0 }
  expect(newer(window, view(1, 500, { newer: 'hole' }))).toBe(window)
  expect(newer(window, view(1, 500, { newer: 'cached' })).end).toBe(600)
  expect(newer(window, view(1, 500)).end).toBeNull()
})

test('the newest is leapt to only from elsewhere', () => {
  const there = openWindow(0)
  expect(latest(there)).toBe(there)
  expect(latest(around(there, 50))).toMatchObject({ end: null, leap: 1 })
})
