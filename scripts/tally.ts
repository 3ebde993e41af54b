/** What a test run came to. Each skip carries the reason it gave. */
export type Tally = { passed: number; failed: number; skips: Skip[] }
export type Skip = { title: string; reason: string }

export const nothing: Tally = { passed: 0, failed: 0, skips: [] }

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skips: [...a.skips, ...b.skips],
  }
}

/**
 * A runner that failed without a failed test (a crash, a file that does not load, an error outside any test), or that left
 * no results behind, counts as one failure: nothing may end green by not running.
 */
export function tallyOfRun(exitCode: number, results: Tally | undefined): Tally {
  if (results === undefined) return { ...nothing, failed: 1 }
  return exitCode !== 0 && results.failed === 0 ? { ...results, failed: 1 } : results
}

export function closingLines({ passed, failed, skips }: Tally): string {
  const skipped = skips.map(({ title, reason }) => `skipped: ${title} (${reason})\n`).join('')
  return `${skipped}${passed} passed, ${failed} failed, ${skips.length} skipped\n`
}
