import type { Tally } from './tally.ts'

/** The part of Playwright's JSON report that is counted. */
export type PlaywrightReport = { suites: Suite[] }
type Suite = { specs: Spec[]; suites?: Suite[] }
type Spec = { title: string; tests: Test[] }
type Test = { status: 'expected' | 'unexpected' | 'flaky' | 'skipped'; annotations: Annotation[] }
type Annotation = { type: string; description?: string }

/** A test that passed only when repeated is a failed one here. */
export function tallyOfPlaywright(report: PlaywrightReport): Tally {
  const tally: Tally = { passed: 0, failed: 0, skips: [] }
  const visit = (suite: Suite): void => {
    for (const { title, tests } of suite.specs) {
      for (const { status, annotations } of tests) {
        if (status === 'expected') tally.passed++
        else if (status === 'skipped') tally.skips.push({ title, reason: reasonIn(annotations) })
        else tally.failed++
      }
    }
    suite.suites?.forEach(visit)
  }
  report.suites.forEach(visit)
  return tally
}

function reasonIn(annotations: Annotation[]): string {
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  return skip?.description ?? 'no reason given'
}
