import { readFileSync } from 'node:fs'
import { machineClock } from '../clock.ts'
import { runCli } from './run-cli.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string }

process.exitCode = await runCli(process.argv, {
  version,
  clock: machineClock,
  stdout: process.stdout,
  stderr: process.stderr,
})
