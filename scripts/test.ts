/** `npm test`: the static checks, then every test. The last line sums them up. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { report, runChecks } from './checks.ts'
import { findChromium } from './chromium.ts'
import { buildClient } from './client-build.ts'
import { clientDir, desktopDir, root, toolScript } from './places.ts'
import { type PlaywrightReport, tallyOfPlaywright } from './playwright-tally.ts'
import { Processes } from './processes.ts'
import { complaint, step } from './steps.ts'
import { add, closingLines, nothing, type Tally, tallyOfRun } from './tally.ts'

const processes = new Processes()
const scratch = mkdtempSync(join(tmpdir(), 'parley-test-'))
const removeScratch = () => rmSync(scratch, { recursive: true, force: true })
processes.endOnSignal(130, removeScratch)

let sum = nothing
try {
  await runAll()
} catch (error) {
  process.stderr.write(`${complaint(error)}\n`)
  sum = add(sum, { ...nothing, failed: 1 })
} finally {
  removeScratch()
}
process.stdout.write(`\n${closingLines(sum)}`)
process.exitCode = sum.failed === 0 ? 0 : 1

async function runAll(): Promise<void> {
  for await (const checked of runChecks(processes)) {
    process.stdout.write(report(checked))
    sum = add(sum, { ...nothing, [checked.passed ? 'passed' : 'failed']: 1 })
  }
  const chromium = await step('find chromium', () => findChromium(processes))
  const data = process.env['PARLEY_DATA']
  const env = { PARLEY_CHROMIUM: chromium, ...(data ? { PARLEY_DATA: resolve(data) } : {}) }
  sum = add(sum, await runVitest(env))
  await step('build client', () => buildClient(processes))
  for (const dir of [clientDir, desktopDir]) sum = add(sum, await runPlaywright(dir, env))
}

async function runVitest(env: Record<string, string>): Promise<Tally> {
  const file = join(scratch, 'vitest.json')
  const { code } = await processes.node(
    toolScript('vitest'),
    [
      'run',
      '--config',
      'vitest.workspace.ts',
      '--reporter=default',
      '--reporter=./scripts/vitest-tally.ts',
    ],
    { cwd: root, env: { ...env, PARLEY_TALLY: file }, echo: true },
  )
  return tallyOfRun(code, readJson<Tally>(file))
}

/** The desktop suite drives Electron; where its binary is missing it says so itself, in its skips. */
async function runPlaywright(dir: string, env: Record<string, string>): Promise<Tally> {
  const file = join(scratch, 'playwright.json')
  rmSync(file, { force: true })
  const { code } = await processes.node(
    toolScript('playwright', { of: '@playwright/test' }),
    ['test', '--config=playwright.config.ts', '--reporter=list,json'],
    { cwd: dir, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }, echo: true },
  )
  const results = readJson<PlaywrightReport>(file)
  return tallyOfRun(code, results && tallyOfPlaywright(results))
}

function readJson<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}
