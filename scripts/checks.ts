import { globSync } from 'node:fs'
import { wrongDirections } from './directions.ts'
import { root, toolScript } from './places.ts'
import type { Ended, Processes } from './processes.ts'

export type Checked = { name: string; passed: boolean; output: string; seconds: string }

/** Runs all static checks, one after the other, and hands each over as it ends. A failed one stops no other. */
export async function* runChecks(processes: Processes): AsyncGenerator<Checked> {
  const tool = (script: string, ...args: string[]) => processes.node(script, args, { cwd: root })
  const tsc = toolScript('tsc', { of: 'typescript' })
  const checks = {
    format: [() => tool(toolScript('oxfmt'), '--check')],
    lint: [() => tool(toolScript('oxlint'), '--deny-warnings'), checkDirections],
    types: typedProjects().map((project) => () => tool(tsc, '-p', project, ...remembered(project))),
    'dead code': [() => tool(toolScript('knip'), '--no-progress', '--no-config-hints')],
  }
  for (const [name, parts] of Object.entries(checks)) {
    const started = performance.now()
    const ends: Ended[] = []
    for (const part of parts) ends.push(await part())
    const failed = ends.filter(({ code }) => code !== 0)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    yield {
      name,
      passed: failed.length === 0,
      output: failed.map(({ output }) => output).join(''),
      seconds,
    }
  }
}

export function report({ name, passed, output, seconds }: Checked): string {
  return `${passed ? '✓' : '✗'} ${name} (${seconds} s)\n${passed ? '' : `${output.trimEnd()}\n`}`
}

/** Every tsconfig.json and tsconfig.VARIANT.json beside a package's manifest, and that of the scripts. */
function typedProjects(): string[] {
  return globSync(['{apps,packages}/*/tsconfig*.json', '{bench,scripts}/tsconfig.json'], {
    cwd: root,
  }).sort()
}

/** What the compiler found last time is kept beside the packages it read, so that only what changed is read again. */
function remembered(project: string): string[] {
  const file = `node_modules/.cache/types/${project.replaceAll(/[\\/]/g, '-')}.tsbuildinfo`
  return ['--incremental', '--tsBuildInfoFile', file]
}

function checkDirections(): Promise<Ended> {
  const wrong = wrongDirections(root)
  return Promise.resolve({ code: wrong.length === 0 ? 0 : 1, output: `${wrong.join('\n')}\n` })
}
