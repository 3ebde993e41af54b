import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serveControl } from '../control.ts'
import { openDataFolder } from '../data-folder.ts'
import { openAccountsDatabase } from '../open-stores.ts'
import { openServiceTokens } from '../service-tokens/service-tokens.ts'
import { takeTokenOrder } from '../service-tokens/token-orders.ts'
import { cli, filledFolder, testFolder } from './testing/cli-run.ts'

const secretOf = (out: string) => out.split('\n')[0] ?? ''

test('[R5] a token is made, listed and revoked while no server runs', async () => {
  const at = ['--data', await filledFolder()]
  expect(await cli('token', 'list', ...at)).toMatchObject({ out: 'There are no tokens.\n' })
  const made = await cli('token', 'add', '--name', 'Market', '--scope', 'rooms', 'people', ...at)
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(secretOf(made.out)).toMatch(/^pst_/)
  expect(made.out).toContain('It acts for "Market", for: rooms, people.')
  const { out } = await cli('token', 'list', ...at)
  expect(out).toMatch(/^[0-9a-f]{16} {2}never used .*Market {2}\(rooms, people\)\n$/)
  expect(out).not.toContain(secretOf(made.out).slice(-64))
  const id = out.slice(0, 16)
  expect(await cli('token', 'revoke', id, ...at)).toMatchObject({ code: 0 })
  expect(await cli('token', 'revoke', id, ...at)).toMatchObject({
    code: 1,
    err: `There is no live token ${id}. See: token list\n`,
  })
  expect((await cli('token', 'list', ...at)).out).toContain('revoked 2026-01-01 00:00')
})

test('a running server is asked, so that what it knows is true at once', async () => {
  const data = await filledFolder()
  const folder = openDataFolder(data)
  const database = openAccountsDatabase(folder)
  const tokens = openServiceTokens(database, { now: () => 1_000 })
  const close = await serveControl(folder.path, {
    backup: async () => {},
    tokens: (order) => takeTokenOrder(tokens, order),
  })
  const made = await cli('token', 'add', '--name', 'Market', '--data', data)
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(tokens.check(secretOf(made.out))?.service.name).toBe('Market')
  const id = secretOf(made.out).slice(4, 20)
  expect(await cli('token', 'revoke', id, '--data', data)).toMatchObject({ code: 0 })
  expect(tokens.check(secretOf(made.out))).toBeNull()
  close()
  database.close()
  folder.release()
})

test.each([
  [['--name', ' '], /^A name has 1 to 80 characters\.$/],
  [['--name', 'Market', '--scope', 'all'], /^"all" is no scope\. There are: rooms, .*\.$/],
  [['--name', 'Market'], /^There is no Parley data in .*\.$/],
])('token add %j is refused with what is wrong', async (line, words) => {
  const { code, err } = await cli('token', 'add', ...line, '--data', join(testFolder(), 'data'))
  expect(code).toBe(1)
  expect(err.trim()).toMatch(words)
})
