import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openDataFolder } from '../data-folder.ts'
import { cli, filledFolder, testFolder, wildExport } from './testing/cli-run.ts'

/** As the root script runs it. */
async function asProcess(...line: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...line])
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code: child.exitCode, out, err }
}

const erin = ['--email', 'erin@example.com', '--name', 'Erin', '--password', 'secret-word']

describe('the command line', () => {
  test.each([
    [['--help'], /user.*import.*backup.*restore.*check/s],
    [['user', '--help'], /add/],
    [['user', 'add', '--help'], /--data.*--email.*--name.*--password.*--admin/s],
    [['token', '--help'], /add.*list.*revoke/s],
    [['token', 'add', '--help'], /--data.*--name.*--scope.*messages\.read/s],
    [['import', '--help'], /slack/],
    [['import', 'slack', '--help'], /<path>.*--data.*--for/s],
    [['backup', '--help'], /<file>.*--data/s],
    [['restore', '--help'], /<file>.*--data.*--force/s],
    [['check', '--help'], /--data/],
  ])('%j tells what there is', async (line, words) => {
    const { code, out, err } = await cli(...line)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(words)
  })

  test.each([
    [[], /Usage/],
    [['bogus'], /unknown command/],
    [['check', '--bogus'], /unknown option/],
    [['user', 'add', '--email', 'a@b.example'], /--name/],
    [['user', 'add', ...erin, '--email', 'nobody'], /^"nobody" is no e-mail address\.$/],
    [['user', 'add', ...erin, '--password', 'short'], /^A password has 8 to 128 characters\.$/],
    [['user', 'add', ...erin, '--name', ' '], /^A name has 1 to 80 characters\.$/],
    [['import', 'slack', '/nowhere'], /^The export cannot be read: there is no file .*\.$/],
    [
      ['import', 'slack', wildExport, '--for', 'x@y.example'],
      /^There is no account for x@y\.example: .*\.$/,
    ],
    [['backup', '/nowhere/file'], /^There is no Parley data in .*\.$/],
    [['restore', '/nowhere/file'], /^There is no file \/nowhere\/file\.$/],
    [['check'], /^There is no Parley data in .*\.$/],
  ])('%j is refused, exit 1, with what is wrong', async (line, words) => {
    const data = join(testFolder(), 'data')
    const isOnly = line.length < 2 && line[0] !== 'check'
    const { code, out, err } = await cli(...line, ...(isOnly ? [] : ['--data', data]))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trim()).toMatch(words)
    expect(err).not.toMatch(/\n\s+at /)
    if (/^There is no (?:Parley|file)/.test(err)) expect(existsSync(data)).toBe(false)
  })

  test('as a process: an account, an import twice, a check', async () => {
    const data = join(testFolder(), 'data')
    const made = await asProcess('user', 'add', ...erin, '--admin', '--data', data)
    expect(made).toEqual({
      code: 0,
      out: 'Erin (@erin) can sign in with erin@example.com as an administrator.\n',
      err: '',
    })
    expect(await cli('user', 'add', ...erin, '--data', data)).toEqual({
      code: 1,
      out: '',
      err: 'There is already an account for erin@example.com.\n',
    })
    const line = ['import', 'slack', wildExport, '--for', 'erin@example.com', '--data', data]
    const first = await asProcess(...line)
    const second = await cli(...line)
    expect([first.code, second.code]).toEqual([0, 0])
    expect(countsOf(first.out)).toMatchObject({ Total: 47, Imported: 31, Skipped: 16 })
    expect(countsOf(second.out)).toMatchObject({
      Total: 47,
      Imported: 0,
      Skipped: 47,
      'already-imported': 31,
    })
    const checked = await asProcess('check', '--data', data)
    expect(checked.code).toBe(0)
    expect(checked.out).toMatch(/^Rooms: \d+, .*accounts: 1\nEverything is sound\.\n$/)
  })

  test('a folder in use is refused, and the process that has it is named', async () => {
    const data = await filledFolder()
    const folder = openDataFolder(data)
    for (const line of [
      ['user', 'add', ...erin],
      ['import', 'slack', wildExport],
      ['restore', join(data, 'secret')],
      ['check'],
    ]) {
      const { code, err } = await cli(...line, '--data', data)
      expect([line[0], code, err]).toEqual([
        line[0],
        1,
        `The data folder ${data} is in use by another Parley process (${process.pid}).\n`,
      ])
    }
    folder.release()
  })

  test('a database of a newer version is named and left as it is', async () => {
    const data = await filledFolder()
    const database = new Database(join(data, 'parley.sqlite'))
    database.pragma('user_version = 999')
    database.close()
    const { code, err } = await cli('check', '--data', data)
    expect(code).toBe(1)
    expect(err).toMatch(/^The database .* was written by a newer version of Parley\..*\n$/)
  })
})

/** The closing report by its labels. */
function countsOf(out: string): Record<string, number> {
  const lines = [...out.matchAll(/^ *(\S+)(?: records)? +(\d+)(?: {2}.*)?$/gm)]
  return Object.fromEntries(lines.map(([, label, count]) => [label ?? '', Number(count)]))
}
