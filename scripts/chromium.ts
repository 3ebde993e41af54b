import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { toolScript } from './places.ts'
import type { Processes } from './processes.ts'
import { StepFailed } from './steps.ts'

/** The Chromium the browser tests drive: PARLEY_CHROMIUM, Debian's, Playwright's own, or one fetched now. */
export async function findChromium(processes: Processes): Promise<string> {
  const named = process.env['PARLEY_CHROMIUM']
  if (named) {
    if (existsSync(named)) return named
    throw new StepFailed(`PARLEY_CHROMIUM names ${named}, where nothing is.`)
  }
  const found = ['/usr/bin/chromium', chromium.executablePath()].find((path) => existsSync(path))
  if (found) return found
  const { code, output } = await processes.node(toolScript('playwright'), ['install', 'chromium'])
  if (code === 0) return chromium.executablePath()
  throw new StepFailed(
    `There is no Chromium for the browser tests and none could be fetched: ${lastLine(output)}`,
  )
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? ''
}
