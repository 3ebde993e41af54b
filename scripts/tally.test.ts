import { expect, test } from 'vitest'
import { tallyOfPlaywright } from './playwright-tally.ts'
import { add, closingLines, nothing, tallyOfRun } from './tally.ts'

const mixed = {
  passed: 3,
  failed: 1,
  skips: [{ title: 'opens a window', reason: 'no Electron here' }],
}

test('tallies add up, skips and all', () => {
  expect(add(add(nothing, mixed), mixed)).toEqual({
    passed: 6,
    failed: 2,
    skips: [...mixed.skips, ...mixed.skips],
  })
})

test('each skip says why, and the sums stand alone on the last line', () => {
  expect(closingLines(mixed)).toBe(
    'skipped: opens a window (no Electron here)\n3 passed, 1 failed, 1 skipped\n',
  )
})

test('a runner that fails without a failed test counts as one failure', () => {
  expect(tallyOfRun(1, { passed: 5, failed: 0, skips: [] }).failed).toBe(1)
  expect(tallyOfRun(1, mixed).failed).toBe(1)
  expect(tallyOfRun(0, { passed: 5, failed: 0, skips: [] }).failed).toBe(0)
})

test('a runner that leaves no results counts as one failure, whatever it exits with', () => {
  expect(tallyOfRun(0, undefined)).toEqual({ passed: 0, failed: 1, skips: [] })
})

test("Playwright's nested suites are counted, a flaky test as failed, a skip with its reason", () => {
  const of = (status: 'expected' | 'unexpected' | 'flaky') => ({ status, annotations: [] })
  const report = {
    suites: [
      {
        specs: [{ title: 'alice signs in', tests: [of('expected'), of('unexpected')] }],
        suites: [
          {
            specs: [
              { title: 'bob sees it', tests: [of('flaky')] },
              {
                title: 'a window opens',
                tests: [
                  {
                    status: 'skipped' as const,
                    annotations: [{ type: 'skip', description: 'no Electron here' }],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  }
  expect(tallyOfPlaywright(report)).toEqual({
    passed: 1,
    failed: 2,
    skips: [{ title: 'a window opens', reason: 'no Electron here' }],
  })
})
