import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'
import { root, toolScript } from './places.ts'
import type { Processes } from './processes.ts'
import { StepFailed } from './steps.ts'

type Results = {
  testResults: { message: string; assertionResults: { fullName: string; status: string }[] }[]
}

/**
 * Runs the test a mutant names and lists its failed titles. Throws StepFailed when no such test ran: a file that does not
 * load is no red test.
 */
export async function redTests(
  { name, file, test }: Mutant,
  processes: Processes,
): Promise<string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'parley-mutant-'))
  try {
    const report = join(scratch, 'results.json')
    const title = test.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    const args = ['run', '--config', 'vitest.workspace.ts', file, '-t', title]
    const { output } = await processes.node(
      toolScript('vitest'),
      [...args, '--reporter=json', `--outputFile=${report}`],
      { cwd: root },
    )
    const ran = assertionsIn(report).filter(
      ({ status }) => status === 'passed' || status === 'failed',
    )
    if (ran.length === 0)
      throw new StepFailed(`The mutant ${name}: no test "${test}" ran in ${file}:\n${output}`)
    return ran.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function assertionsIn(report: string) {
  if (!existsSync(report)) return []
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Results
  return testResults.flatMap(({ assertionResults }) => assertionResults)
}
