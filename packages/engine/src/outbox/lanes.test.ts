import { laneOf, type CommandBody, type CommandId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { entryId, roomId } from '../store/contract/subjects.ts'
import type { OutboxRow } from '../store/port.ts'
import { dependants, sendable } from './lanes.ts'

function row(n: number, lane: number, changes: Partial<OutboxRow> = {}): OutboxRow {
  const body: CommandBody = { kind: 'message.post', room: roomId(lane), text: 'a', replyTo: null }
  return {
    command: { id: entryId(n), body },
    lane: laneOf(body),
    order: n,
    after: [],
    queuedAt: 0,
    state: { kind: 'queued' },
    ...changes,
  }
}
const picked = (
  rows: OutboxRow[],
  {
    inFlight = [],
    held = [],
    window = 32,
  }: { inFlight?: number[]; held?: number[]; window?: number } = {},
) =>
  sendable(rows, {
    inFlight: new Set(inFlight.map(entryId)),
    heldUntil: new Map(held.map((lane) => [roomId(lane), 50])),
    now: 10,
    window,
  }).map(({ order }) => order)

test('[E18] [K5] the first of each lane may leave, the next waits for it', () => {
  const rows = [row(1, 1), row(2, 1), row(3, 2)]
  expect(picked(rows)).toEqual([1, 3])
  expect(picked(rows, { inFlight: [1] })).toEqual([3])
})

test('[K5] what is tried again in its old place waits for what is under way behind it', () => {
  expect(picked([row(1, 1), row(2, 1), row(3, 2)], { inFlight: [2] })).toEqual([3])
})

test('[E18] a held lane waits, others go on', () => {
  expect(picked([row(1, 1), row(2, 2)], { held: [1] })).toEqual([2])
})

test('[E18] what comes after something waits for it across lanes, and no longer once it is through', () => {
  const later = row(2, 2, { after: [entryId(1)] })
  expect(picked([row(1, 1), later])).toEqual([1])
  expect(picked([row(1, 1, { state: { kind: 'acked', seq: 4 } }), later])).toEqual([2])
  expect(picked([later])).toEqual([2])
})

test('[E19] what was transmitted before goes again before what follows it', () => {
  expect(picked([row(1, 1, { state: { kind: 'transmitted' } }), row(2, 1)])).toEqual([1])
})

test('[E20] a failed command holds nothing up', () => {
  const failed = row(1, 1, { state: { kind: 'failed', code: 'forbidden' } })
  expect(picked([failed, row(2, 1)])).toEqual([2])
})

test('[E18] no more than the window is under way', () => {
  expect(picked([row(1, 1), row(2, 2), row(3, 3)], { window: 2 })).toEqual([1, 2])
  expect(picked([row(1, 1), row(2, 2)], { inFlight: [1], window: 2 })).toEqual([2])
})

test('[E20] dependants are found however far, and whatever their order', () => {
  const rows = [
    row(1, 1, { after: [entryId(3)] }),
    row(2, 1),
    row(3, 2, { after: [entryId(4)] }),
    row(4, 2),
  ]
  const ids = (of: CommandId[]) => dependants(rows, of).map(({ order }) => order)
  expect(new Set(ids([entryId(4)]))).toEqual(new Set([1, 3]))
  expect(ids([entryId(2)])).toEqual([])
})
