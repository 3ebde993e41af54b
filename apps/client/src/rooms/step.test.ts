import { expect, test } from 'vitest'
import { stepTo } from './step.ts'

test('arrows, pages, Home and End move within the list and stop at its ends', () => {
  expect(stepTo('ArrowDown', -1, 3, 10)).toBe(0)
  expect(stepTo('ArrowDown', 2, 3, 10)).toBe(2)
  expect(stepTo('ArrowUp', 0, 3, 10)).toBe(0)
  expect(stepTo('PageDown', 0, 30, 10)).toBe(10)
  expect(stepTo('PageUp', 3, 30, 10)).toBe(0)
  expect(stepTo('End', 0, 30, 10)).toBe(29)
  expect(stepTo('Home', 9, 30, 10)).toBe(0)
})

test('other keys and empty lists are left to the page', () => {
  expect(stepTo('a', 0, 3, 10)).toBeUndefined()
  expect(stepTo('ArrowDown', 0, 0, 10)).toBeUndefined()
})
