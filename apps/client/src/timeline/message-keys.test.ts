import { expect, test } from 'vitest'
import { actOfKey } from './message-keys.ts'
import type { MessageDelivery, MessageView } from './message-view.ts'

const own = (delivery: MessageDelivery): MessageView => ({
  id: 'm1',
  author: { id: 'alice', name: 'Alice' },
  own: true,
  text: 'hello',
  time: '09:12',
  fullTime: '',
  isoTime: '',
  reactions: [],
  deleted: false,
  pinned: false,
  saved: false,
  mentionsMe: false,
  delivery,
  can: { react: true, reply: true, forward: true, pin: true, save: true, edit: true, delete: true },
})
const acts = (message: MessageView) =>
  ['r', 'E', 'Delete', 'u', 'x'].map((key) => actOfKey(key, message))

test('a message that was sent can be answered, changed, deleted and marked', () => {
  expect(acts(own({ kind: 'sent' }))).toEqual(['reply', 'edit', 'delete', 'markUnread', undefined])
})

test('what the ability table does not allow here, no key does', () => {
  const sent = own({ kind: 'sent' })
  expect(['f', 'p', 's', 'c', 'l'].map((key) => actOfKey(key, sent))).toEqual([
    'forward',
    'pin',
    'save',
    'copyText',
    'copyLink',
  ])
  const can = {
    react: false,
    reply: false,
    forward: false,
    pin: false,
    save: false,
    edit: false,
    delete: false,
  }
  const nothing = ['r', 'f', 'p', 's', 'e', 'Delete'].map((key) => actOfKey(key, { ...sent, can }))
  expect(nothing).toEqual(Array.from({ length: 6 }))
})

test('[M5] a message that waits can be changed and given up, and nothing else', () => {
  const waits = own({ kind: 'queued', note: 'queued', unsent: true })
  expect(acts(waits)).toEqual([undefined, 'edit', 'withdraw', undefined, undefined])
})

test('a sent message whose change waits is a sent message', () => {
  const changed = own({ kind: 'queued', note: 'queued', unsent: false })
  expect(acts(changed)).toEqual(['reply', 'edit', 'delete', 'markUnread', undefined])
})

test('a message that failed has buttons of its own, a deleted one has nothing', () => {
  const failed = own({ kind: 'failed', reason: 'No.', final: false, hasText: true })
  const nothing = Array.from({ length: 5 })
  expect(acts(failed)).toEqual(nothing)
  expect(acts({ ...own({ kind: 'sent' }), deleted: true })).toEqual(nothing)
})
