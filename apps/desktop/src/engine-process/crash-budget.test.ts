import { expect, test } from 'vitest'
import { createCrashBudget } from './crash-budget.ts'

test('three crashes in a minute are forgiven, a fourth is not', () => {
  const mayRestart = createCrashBudget()
  expect([0, 10_000, 20_000, 30_000].map(mayRestart)).toEqual([true, true, true, false])
})

test('crashes far apart are forgiven for ever', () => {
  const mayRestart = createCrashBudget()
  for (let hour = 0; hour < 50; hour += 1) expect(mayRestart(hour * 3_600_000)).toBe(true)
})
