import { expect, test } from 'vitest'
import { bytesWords, limitWords, spanWords } from './limit-words.ts'

test('sizes read as files do', () => {
  expect([0, 999, 1_000, 1_234_567, 95_000_000, 2e12].map(bytesWords)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '1.2 MB',
    '95.0 MB',
    '2.0 TB',
  ])
})

test('spans read in their two largest parts', () => {
  const hour = 3_600_000
  expect([0, 59_000, 5 * 60_000, 3 * hour, 25 * hour, 76 * hour].map(spanWords)).toEqual([
    '0 min',
    '0 min',
    '5 min',
    '3 h 0 min',
    '1 day 1 h',
    '3 days 4 h',
  ])
})

test('limits this version does not know are left out', () => {
  expect(limitWords({ messageChars: 20_000, other: 1 })).toEqual([
    { label: 'Longest message', value: '20,000 characters' },
  ])
})
