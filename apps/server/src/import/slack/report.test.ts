import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ImportReport } from './report.ts'
import type { ReportReason } from './report.ts'

describe('the closing report', () => {
  it('sums exactly: total is imported plus each reason', () => {
    const reason = fc.constantFrom<ReportReason>(
      'duplicate',
      'already-imported',
      'invalid-json',
      'refused',
    )
    fc.assert(
      fc.property(fc.array(fc.option(reason)), (records) => {
        const report = new ImportReport()
        for (const skip of records)
          if (skip === null) report.imported()
          else report.skip(skip)
        const { total, imported, skipped } = report.totals
        expect(total).toBe(records.length)
        expect([...skipped.values()].reduce((a, b) => a + b, imported)).toBe(total)
        const counts = report.lines().map((line) => Number(/ (\d+)(?: {2}|$)/.exec(line)?.[1]))
        const [first, second, third, ...reasons] = counts
        expect(first).toBe((second ?? 0) + (third ?? 0))
        expect(third).toBe(reasons.reduce((a, b) => a + b, 0))
      }),
    )
  })

  it('ends with total, imported, skipped and the reasons, the commonest first', () => {
    const report = new ImportReport()
    report.imported()
    report.note({ type: 'skipped', reason: 'bad-time', path: 'general/2020-01-01.json' })
    for (const path of ['a', 'b', 'c\u001b[2J', 'd', 'e', 'f', 'g'])
      report.note({ type: 'not-read', reason: 'not-json', path })
    for (let count = 0; count < 10; count++) report.skip('already-imported')
    expect(report.lines()).toEqual([
      'Files without messages, left aside: a, b, c?[2J, d, e and 2 more',
      'Total records              12',
      'Imported                    1',
      'Skipped                    11',
      '  already-imported         10  already imported earlier',
      '  bad-time                  1  without a usable time',
    ])
  })
})
