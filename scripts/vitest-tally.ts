import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import type { Tally } from './tally.ts'

/**
 * A vitest reporter that writes a Tally as JSON to the file PARLEY_TALLY names. vitest's own JSON leaves out the reason that
 * `ctx.skip('reason')` gave. A test skipped by a modifier has none: there its title must say it.
 */
export default class VitestTally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env['PARLEY_TALLY']
    if (file !== undefined) writeFileSync(file, JSON.stringify(tallyOf(modules)))
  }
}

function tallyOf(modules: readonly TestModule[]): Tally {
  const tally: Tally = { passed: 0, failed: 0, skips: [] }
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const result = test.result()
      if (result.state === 'passed') tally.passed++
      else if (result.state === 'failed') tally.failed++
      else {
        const reason = (result.state === 'skipped' && result.note) || 'no reason given'
        tally.skips.push({ title: test.fullName, reason })
      }
    }
  }
  return tally
}
