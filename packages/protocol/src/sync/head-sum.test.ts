import { expect, test } from 'vitest'
import { headSum } from './head-sum.ts'

test('[L12] one log behind shows, whichever it is', () => {
  const now = headSum(7, [3, 5])
  expect(headSum(7, [5, 3])).toBe(now)
  for (const behind of [headSum(6, [3, 5]), headSum(7, [2, 5]), headSum(7, [3])])
    expect(behind).not.toBe(now)
})

test('[L12] a room left unheard does not make up for the personal entry that says so', () => {
  const server = headSum(7, [5])
  expect(headSum(6, [5, 1])).not.toBe(server)
  expect(headSum(5, [5, 1, 1])).not.toBe(server)
})
