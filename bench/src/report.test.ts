import { expect, test } from 'vitest'
import type { Bench, Outcome } from './bench.ts'
import { asJson, describe as told } from './report.ts'

const bench: Bench = {
  name: 'thing',
  work: 'the work',
  against: 'the bare thing',
  ratioOf: 'time',
  goal: { best: 'low', goal: 1.2, limit: 3 },
  run: () => Promise.reject(new Error('not run here')),
}
const outcome: Outcome = {
  ratio: 1.5,
  ours: { ms: 15, onlyOurs: 12_345.6 },
  floor: { ms: 10 },
  floorRuns: [10, 10.1],
  remarks: ['a remark'],
}

test('the object names the bench, its ratio and goal, ours and the floor', () => {
  expect(JSON.parse(asJson(bench, outcome))).toMatchObject({
    name: 'thing',
    ratio: 1.5,
    goal: 1.2,
    ours: { ms: 15 },
    floor: { ms: 10 },
    stands: 'past the goal',
    noise: null,
  })
})

test('a person reads the ratio, its lines and what it stands for', () => {
  const text = told(bench, outcome)
  expect(text).toContain('1.50x, goal <= 1.2x, not shippable past 3x: past the goal')
  expect(text).toContain('12,346')
  expect(text).toContain('a remark')
})
