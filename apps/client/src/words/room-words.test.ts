import type { RoomRow } from '@parley/engine'
import type { PersonId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { roomGroups, roomRowOf } from './room-words.ts'
import { timesIn } from './times.ts'

const bob = 'bob' as PersonId
const words = { times: timesIn('UTC'), now: 0, presence: new Map([[bob, 'idle' as const]]) }
const row: RoomRow = {
  id: 'r1' as RoomId,
  kind: 'group',
  title: 'Copy pool',
  contract: null,
  other: null,
  favourite: false,
  archived: false,
  hidden: false,
  folded: false,
  head: 2,
  latest: 2,
  unread: 0,
  mentions: 0,
  markedUnread: false,
  lastAt: 60_000,
  preview: { by: bob, byName: 'Bob Okafor', mine: false, text: '**first**\npass', deleted: false },
  draft: null,
  failed: false,
  delivery: { kind: 'sent' },
}

test('a preview is one plain line, and says who wrote it where several may', () => {
  expect(roomRowOf(row, words).preview).toBe('Bob: first pass')
  expect(roomRowOf({ ...row, kind: 'direct', other: bob }, words)).toMatchObject({
    preview: 'first pass',
    presence: 'away',
    face: { id: 'bob' },
  })
  expect(roomRowOf({ ...row, preview: null, lastAt: 0 }, words)).toMatchObject({
    preview: '',
    when: '',
  })
})

test('a row keeps its words until it, the minute or the presence changes', () => {
  const direct: RoomRow = { ...row, kind: 'direct', other: bob }
  const first = roomRowOf(direct, words)
  expect(roomRowOf(direct, { ...words, presence: new Map(words.presence) })).toBe(first)
  expect(roomRowOf(direct, { ...words, presence: null })).not.toHaveProperty('presence')
  const dayLater = roomRowOf(direct, { ...words, now: 100_000_000 })
  expect([dayLater.when, dayLater.preview]).not.toEqual([first.when, ''])
})

test('[R6] a favourite stands in favourites and in its own category', () => {
  const groups = roomGroups([roomRowOf({ ...row, favourite: true }, words)], new Set(['rooms']))
  expect(groups.map(({ id, rooms, collapsed }) => [id, rooms.length, collapsed])).toEqual([
    ['favourites', 1, false],
    ['interviews', 0, false],
    ['rooms', 1, true],
    ['people', 0, false],
  ])
})
