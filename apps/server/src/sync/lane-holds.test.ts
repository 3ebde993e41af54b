import { expect, test } from 'vitest'
import { newId, newRoom } from '../testing/test-client.ts'
import { holdMs, LaneHolds, maxHolds } from './lane-holds.ts'

test('[K5] what follows a refused command waits until it has come again, or is given up', () => {
  const holds = new LaneHolds()
  const [room, first, second] = [newRoom(), newId(), newId()]
  holds.refused(room, first, 0)
  expect(holds.admits(room, second, 1)).toBe(false)
  expect(holds.admits(newRoom(), second, 1)).toBe(true)
  expect(holds.admits(room, first, 2)).toBe(true)
  expect(holds.admits(room, second, 3)).toBe(true)
  holds.refused(room, first, 4)
  expect(holds.admits(room, second, 4 + holdMs)).toBe(true)
})

test('[K5] rooms without end take no memory without end: past the cap the whole socket waits', () => {
  const holds = new LaneHolds()
  for (let count = 0; count < 3 * maxHolds; count += 1) holds.refused(newRoom(), newId(), 0)
  expect(holds.size).toBeLessThanOrEqual(maxHolds)
  expect(holds.admits(newRoom(), newId(), holdMs - 1)).toBe(false)
  expect(holds.admits(newRoom(), newId(), holdMs)).toBe(true)
})

test('what has run out is forgotten', () => {
  const holds = new LaneHolds()
  for (let count = 0; count < maxHolds; count += 1) holds.refused(newRoom(), newId(), 0)
  holds.refused(newRoom(), newId(), holdMs)
  expect(holds.size).toBe(1)
})
