import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { onTestFinished } from 'vitest'
import { runCli } from '../run-cli.ts'

/** A folder that goes with the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Runs one command line in this process: its exit code and what it wrote. */
export async function cli(...line: string[]): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const clock = { now: () => Date.UTC(2026, 0, 1) }
  const code = await runCli(['node', 'cli', ...line], { version: '0.1.0', clock, stdout, stderr })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}

export const wildExport = join(import.meta.dirname, '../../import/slack/fixtures/wild')

/** A folder with an account and an imported export in it. */
export async function filledFolder(): Promise<string> {
  const data = testFolder()
  const person = ['--email', 'erin@example.com', '--name', 'Erin', '--password', 'secret-word']
  const made = await cli('user', 'add', ...person, '--data', data)
  const imported = await cli(
    'import',
    'slack',
    wildExport,
    '--for',
    'erin@example.com',
    '--data',
    data,
  )
  if (made.code + imported.code > 0) throw new Error(made.err + imported.err)
  return data
}
