import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from './free-port.ts'
import { openAccountsDatabase } from './open-stores.ts'
import { Problem } from './problem.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-stores-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('damaged accounts are a sentence that names the file', () => {
  const accounts = join(folder, 'accounts.sqlite')
  writeFileSync(accounts, 'no database '.repeat(500))
  expect(() => openAccountsDatabase({ accounts })).toThrow(Problem)
  expect(() => openAccountsDatabase({ accounts })).toThrow(accounts)
})

test('accounts that cannot be made are a sentence, too', () => {
  const accounts = join(folder, 'none', 'accounts.sqlite')
  expect(() => openAccountsDatabase({ accounts })).toThrow(Problem)
})

test('an address that is not this machine’s is a sentence that names it', async () => {
  await expect(freePort('203.0.113.7')).rejects.toThrow(Problem)
  await expect(freePort('203.0.113.7')).rejects.toThrow('203.0.113.7')
})
