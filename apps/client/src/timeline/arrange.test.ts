import { expect, test } from 'vitest'
import { arrange, GROUP_MS, type TimelineItem } from './arrange.ts'
import type { MessageView } from './message-view.ts'

const message = (id: string, author: string): MessageView => ({
  id,
  author: { id: author, name: author },
  own: false,
  text: '',
  time: '09:00',
  fullTime: '',
  isoTime: '',
  reactions: [],
  deleted: false,
  pinned: false,
  saved: false,
  mentionsMe: false,
  delivery: { kind: 'sent' },
  can: {
    react: true,
    reply: true,
    forward: true,
    pin: false,
    save: false,
    edit: false,
    delete: false,
  },
})
const said = (id: string, author: string, at: number, unread = false): TimelineItem => ({
  kind: 'message',
  message: message(id, author),
  at,
  unread,
})
const dayOf = (at: number) => `day ${Math.floor(at / 86_400_000)}`
const continues = (items: readonly TimelineItem[]) =>
  arrange(items, dayOf).map((line) => line.kind === 'message' && line.continues)

test('messages of one author within five minutes stand under one name', () => {
  expect(continues([said('a', 'alice', 0), said('b', 'alice', GROUP_MS - 1)])).toEqual([
    false,
    true,
  ])
  expect(continues([said('a', 'alice', 0), said('b', 'alice', GROUP_MS)])).toEqual([false, false])
  expect(continues([said('a', 'alice', 0), said('b', 'bob', 1)])).toEqual([false, false])
})

test('a notice between them begins a new group', () => {
  const notice: TimelineItem = {
    kind: 'notice',
    notice: { id: 'n', text: 'bob joined', time: '', isoTime: '' },
    at: 1,
    unread: false,
  }
  expect(continues([said('a', 'alice', 0), notice, said('b', 'alice', 2)])).toEqual([
    false,
    false,
    false,
  ])
})

test('a day line stands where the day changes, and a group never crosses it', () => {
  const midnight = 86_400_000
  const lines = arrange([said('a', 'alice', midnight - 1), said('b', 'alice', midnight)], dayOf)
  expect(lines.map((line) => line.day)).toEqual(['day 0', 'day 1'])
  expect(lines[1]).toMatchObject({ continues: false })
})

test('[M3] one "new" line stands above the first unread message', () => {
  const lines = arrange(
    [said('a', 'bob', 0), said('b', 'bob', 1, true), said('c', 'bob', 2, true)],
    dayOf,
  )
  expect(lines.map((line) => line.isNew)).toEqual([false, true, false])
})

test('keys are the ids, whatever stands before', () => {
  const tail = [said('b', 'bob', 10), said('c', 'bob', 20)]
  const keys = (items: readonly TimelineItem[]) => arrange(items, dayOf).map((line) => line.key)
  expect(keys([said('a', 'bob', 0), ...tail]).slice(1)).toEqual(keys(tail))
})
