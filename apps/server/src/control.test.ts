import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askAboutTokens, askForBackup, serveControl } from './control.ts'

const name = 'backup-0123456789abcdef'
let folder: string
let asked: string[]
let close: () => void
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-control-'))
  asked = []
  close = await serveControl(folder, {
    async backup(given) {
      asked.push(given)
      if (given.endsWith('f0')) throw new Error('no space left')
    },
    tokens: (order) => ({ told: order }),
  })
})
afterEach(() => {
  close()
  rmSync(folder, { recursive: true })
})

test('who can read the data folder can ask for a backup', async () => {
  await askForBackup(folder, name)
  expect(asked).toEqual([name])
  expect(statSync(join(folder, 'running.json')).mode & 0o077).toBe(0)
})

test('[R5] and give orders about tokens', async () => {
  expect(await askAboutTokens(folder, { do: 'list' })).toEqual({ told: { do: 'list' } })
})

test('what went wrong is told', async () => {
  await expect(askForBackup(folder, 'backup-0123456789abcdf0')).rejects.toThrow(
    `The server (process ${process.pid}) made no backup: no space left.`,
  )
})

test.each(['..', 'backup-..%2f..', 'parley.sqlite', 'backup-0123456789abcdef/../x', ''])(
  'nothing but a folder made for it is written to: %j',
  async (other) => {
    await expect(askForBackup(folder, other)).rejects.toThrow('404')
    expect(asked).toEqual([])
  },
)

test.each([
  ['no key', {}],
  ['another key', { authorization: `Bearer ${'0'.repeat(64)}` }],
])('with %s nothing happens', async (_, headers) => {
  const { port } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8'))
  const answer = await fetch(`http://127.0.0.1:${port}/${name}`, { method: 'POST', headers })
  expect(answer.status).toBe(401)
  expect(asked).toEqual([])
})

test('after the end nobody answers', async () => {
  close()
  await expect(askForBackup(folder, name)).rejects.toThrow('no server that can be asked')
})
