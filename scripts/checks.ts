import { globSync } from 'node:fs'
import { root, toolScript } from './places.ts'
import type { Processes } from './processes.ts'

type Run = [script: string, ...args: string[]]

export type Checked = { name: string; passed: boolean; output: string; seconds: string }

function checks(): { name: string; runs: Run[] }[] {
  const tsc = toolScript('tsc', { of: 'typescript' })
  return [
    { name: 'format', runs: [[toolScript('oxfmt'), '--check']] },
    { name: 'lint', runs: [[toolScript('oxlint'), '--type-aware', '--deny-warnings']] },
    { name: 'types', runs: typedProjects().map((project) => [tsc, '-p', project]) },
    { name: 'dead code', runs: [[toolScript('knip'), '--no-progress']] },
  ]
}

/** Every tsconfig.json and tsconfig.VARIANT.json beside a package's manifest, and that of the scripts. */
function typedProjects(): string[] {
  return globSync(['{apps,packages}/*/tsconfig*.json', '{bench,scripts}/tsconfig.json'], {
    cwd: root,
  }).sort()
}

/** Runs all static checks, one after the other, and hands each over as it ends. A failed one stops no other. */
export async function* runChecks(processes: Processes): AsyncGenerator<Checked> {
  for (const { name, runs } of checks()) {
    const started = performance.now()
    let passed = true
    let output = ''
    for (const [script, ...args] of runs) {
      const result = await processes.node(script, args, { cwd: root })
      if (result.code === 0) continue
      passed = false
      output += result.output
    }
    yield { name, passed, output, seconds: ((performance.now() - started) / 1000).toFixed(1) }
  }
}

export function report({ name, passed, output, seconds }: Checked): string {
  return `${passed ? '✓' : '✗'} ${name} (${seconds} s)\n${passed ? '' : `${output.trimEnd()}\n`}`
}
