import { expect, test } from 'vitest'
import { clampWidth, foldsAt } from './list-width.ts'

test('the list is never narrower than 220 nor wider than 400 px', () => {
  expect(clampWidth(2) * 16).toBe(220)
  expect(clampWidth(17) * 16).toBe(272)
  expect(clampWidth(99) * 16).toBe(400)
})

test('drawn far below its least width, the list folds', () => {
  expect([13, 10, 8, 4, 0].map(foldsAt)).toEqual([false, false, true, true, true])
})
