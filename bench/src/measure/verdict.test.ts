import { expect, test } from 'vitest'
import { bottleneck, judge } from './verdict.ts'

const quiet = [100, 101, 102]
const noisy = [100, 150, 200]
const low = { best: 'low', goal: 1.2, limit: 2.5 } as const
const high = { best: 'high', goal: 0.85, limit: 0.5 } as const

test('for costs, lower is better', () => {
  expect(judge(1.2, low, quiet).stands).toBe('within the goal')
  expect(judge(1.3, low, quiet).stands).toBe('past the goal')
  expect(judge(2.6, low, quiet).stands).toBe('not shippable')
})

test('for throughput, higher is better', () => {
  expect(judge(0.9, high, quiet).stands).toBe('within the goal')
  expect(judge(0.6, high, quiet).stands).toBe('past the goal')
  expect(judge(0.4, high, quiet).stands).toBe('not shippable')
})

test('a noisy machine cannot tell what is near a line', () => {
  expect(judge(1.3, low, noisy).noise).toContain('67 %')
  expect(judge(1.3, low, quiet).noise).toBeNull()
})

test('what is far from every line stands in any noise', () => {
  expect(judge(9, low, noisy).noise).toBeNull()
})

test('a generator at a whole core says so', () => {
  expect(bottleneck([0.4, 0.6])).toBeNull()
  expect(bottleneck([0.4, 0.99])).toContain('99 %')
  expect(bottleneck([])).toBeNull()
})
