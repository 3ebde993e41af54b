import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killUnderLoad } from './kills.ts'

const data = mkdtempSync(join(tmpdir(), 'parley-kills-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('[P-1] ten kills -9 under load lose no acknowledged message, double none and leave no gap', async () => {
  const verdict = await killUnderLoad({ data, times: 10, random: Math.random, report: () => {} })
  expect(verdict.wrongs).toEqual([])
  // Each of the four senders was acknowledged at least once a life.
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(40)
})
