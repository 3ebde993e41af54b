import type { UnreadReasons } from '@parley/engine'
import type { EntryId, PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { timesIn } from './times.ts'
import { unreadAccount } from './unread-words.ts'

const [me, bob] = ['me' as PersonId, 'bob' as PersonId]
const at = Date.UTC(2026, 10, 23, 9, 12)
const words = { me, nameOf: () => 'Bob Okafor', times: timesIn('UTC'), now: at }
const reasons = (changes: Partial<UnreadReasons>): UnreadReasons => ({
  unread: 3,
  mentions: 0,
  readUpTo: 7,
  why: 'mark',
  last: { id: 'x' as EntryId, by: bob, at, text: 'The **hero** is ready' },
  authors: [{ person: bob, count: 3 }],
  away: 0,
  ...changes,
})

test('[M3] the account names the place, the sum and its parts', () => {
  expect(unreadAccount(reasons({ unread: 5, mentions: 1, away: 2 }), words)).toEqual({
    total: '5 messages are unread, 1 of them for you.',
    from: 'You have read up to the message by Bob Okafor of today at 09:12 (“The hero is ready”); what came after it counts.',
    parts: ['3 by Bob Okafor', '2 further back, not on this device yet; the server counted them'],
  })
})

test('[M3] each way to a number has its sentence', () => {
  const from = (changes: Partial<UnreadReasons>) => unreadAccount(reasons(changes), words).from
  expect(from({ why: 'never-read', last: null })).toContain('read nothing here yet')
  expect(from({ why: 'own-post' })).toContain('Writing counts as reading')
  expect(from({ why: 'by-hand' })).toContain('You marked this room as unread')
  expect(from({ why: 'by-hand', last: null })).toContain('from its beginning')
  expect(from({ why: 'mark', last: null })).toContain('not on this device')
})

test('a room marked by hand with nothing in it says so', () => {
  expect(unreadAccount(reasons({ unread: 0, why: 'by-hand', authors: [] }), words).total).toBe(
    'Marked as unread by you; no message is.',
  )
  expect(unreadAccount(reasons({ unread: 0, authors: [] }), words).total).toBe(
    'No message is unread.',
  )
})
