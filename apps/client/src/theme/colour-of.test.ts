import { expect, test } from 'vitest'
import { colourFor, colourOf } from './colour-of.ts'
import { contrast, linearRgb } from './oklch.ts'

const ids = Array.from(
  { length: 2000 },
  (_, at) => `0192f0c1-7a00-7000-8000-${at.toString(16).padStart(12, '0')}`,
)

test('an id has one colour, always', () => {
  expect(colourOf('alice')).toBe(colourOf('alice'))
})

test('ids that differ in their last digit spread over all hues', () => {
  expect(new Set(ids.map(colourOf)).size).toBe(24)
})

test('every colour is equally light, shown by any screen, and carries white initials at 4.5:1', () => {
  for (const id of ids) {
    const colour = colourFor(id)
    expect(colour.l).toBe(colourFor('alice').l)
    expect(contrast(colour, { l: 1, c: 0, h: 0 })).toBeGreaterThanOrEqual(4.5)
    for (const part of linearRgb(colour)) {
      expect(part).toBeGreaterThan(-0.01)
      expect(part).toBeLessThan(1.01)
    }
  }
})
