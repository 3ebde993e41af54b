import type { RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { backOffMs, disablingReason, setsAside } from './retry.ts'

const hourMs = 3_600_000
const lane = { room: 'r' as RoomId, seq: 0, nextAt: 0, attempts: 12, failingSince: 0 }

test('[R5] attempts come less and less often, up to an hour', () => {
  expect([1, 2, 3, 20].map((attempts) => backOffMs(attempts, 0.5))).toEqual([
    5_000,
    10_000,
    20_000,
    hourMs,
  ])
  expect([backOffMs(1, 0), backOffMs(1, 0.999)]).toEqual([3_750, 6_248])
})

test('an event is set aside after a day when others came through or the receiver refuses it', () => {
  const day = 24 * hourMs
  const silent = { lastSuccessAt: null }
  const alive = { lastSuccessAt: 1 }
  expect(setsAside(lane, alive, 500, day)).toBe(true)
  expect(setsAside(lane, silent, 422, day)).toBe(true)
  expect(setsAside(lane, silent, 500, day)).toBe(false)
  expect(setsAside(lane, silent, null, day)).toBe(false)
  expect(setsAside(lane, silent, 429, day)).toBe(false)
  expect(setsAside(lane, alive, 500, day - 1)).toBe(false)
  expect(setsAside({ ...lane, attempts: 11 }, alive, 500, day)).toBe(false)
})

test('nothing is sent any more after three days in vain, or once the receiver is gone', () => {
  const failing = { failingSince: 0 }
  expect(disablingReason(failing, 500, 72 * hourMs)).toBe('Nothing came through for 3 days.')
  expect(disablingReason(failing, 500, 72 * hourMs - 1)).toBeNull()
  expect(disablingReason({ failingSince: null }, 500, 72 * hourMs)).toBeNull()
  expect(disablingReason(failing, 410, 1)).toBe('The receiver answered 410: it is gone.')
})
