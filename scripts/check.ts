/** `npm run check`: format, lint, types and dead code. */
import { report, runChecks } from './checks.ts'
import { Processes } from './processes.ts'

const processes = new Processes()
processes.endOnSignal(130)

for await (const checked of runChecks(processes)) {
  process.stdout.write(report(checked))
  if (!checked.passed) process.exitCode = 1
}
