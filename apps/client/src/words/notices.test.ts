import type { NoticeItem, PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { noticeText } from './notices.ts'

const alice = 'alice' as PersonId
const bob = 'bob' as PersonId
const names: Record<string, string> = { alice: 'You', bob: 'Bob Okafor' }
const said = (by: PersonId, body: NoticeItem['body']) =>
  noticeText({ kind: 'notice', seq: 1, id: 'n' as NoticeItem['id'], at: 0, by, body }, (id) =>
    String(names[id]),
  )

test('what happened reads as a sentence, also about the reader', () => {
  expect(said(bob, { kind: 'member.left', person: bob })).toBe('Bob Okafor left')
  expect(said(bob, { kind: 'member.left', person: alice })).toBe('Bob Okafor removed you')
  expect(said(alice, { kind: 'room.changed', title: 'Plans', topic: '' })).toBe(
    'You renamed the room to “Plans” and cleared the topic',
  )
  expect(
    said(alice, {
      kind: 'role.changed',
      changes: [
        { person: bob, role: 'owner' },
        { person: alice, role: 'admin' },
      ],
    }),
  ).toBe('You handed the room over to Bob Okafor')
})
