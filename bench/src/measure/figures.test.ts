import { expect, test } from 'vitest'
import { median, quantile, ratioOf, spread } from './figures.ts'

test('the median is the middle value, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 1, 2, 9])).toBe(5.5)
  expect(median([10, 9, 100])).toBe(10)
})

test('a quantile lies straight between its neighbours', () => {
  const values = Array.from({ length: 101 }, (_, index) => index)
  expect(quantile(values, 0.99)).toBe(99)
  expect(quantile([0, 10], 0.25)).toBe(2.5)
  expect(quantile([7], 0.99)).toBe(7)
})

test('nothing measured is an error, not a zero', () => {
  expect(() => median([])).toThrow('nothing was measured')
})

test('one wild run moves neither the median nor the ratio', () => {
  expect(ratioOf([2, 2, 200], [1, 1, 1])).toBe(2)
})

test('the spread is a share of the median', () => {
  expect(spread([90, 100, 120])).toBeCloseTo(0.3)
  expect(spread([5])).toBe(0)
})
