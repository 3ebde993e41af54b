import type { PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { JsonFile } from '../json-file.ts'
import { openTokenVault, type KeyStore, type VaultContent, vaultSchema } from './token-vault.ts'

const server = 'https://chat.example.com'
const alice = '0190a000-0000-7000-8000-00000000000a' as PersonId
const bob = '0190a000-0000-7000-8000-00000000000b' as PersonId

function memoryFile(): JsonFile<VaultContent> & { text(): string } {
  let text = '{}'
  return {
    read: () => vaultSchema.parse(JSON.parse(text)),
    write: (value) => void (text = JSON.stringify(value)),
    text: () => text,
  }
}

/** Turns bits over: enough to tell whether the plain text went through it. */
const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
const keyStore: KeyStore = {
  usable: () => true,
  encrypt: (text) => flip(Buffer.from(text)).toString('base64'),
  decrypt: (encrypted) => flip(Buffer.from(encrypted, 'base64')).toString(),
}

test('a token is read again after a restart, and is not in the file', () => {
  const file = memoryFile()
  expect(openTokenVault(file, keyStore).put(server, alice, 'secret')).toBe('kept')
  expect(openTokenVault(file, keyStore).get(server, alice)).toBe('secret')
  expect(file.text()).not.toContain('secret')
  expect(file.text()).not.toContain(Buffer.from('secret').toString('base64'))
})

test('tokens are apart by server and by person', () => {
  const vault = openTokenVault(memoryFile(), keyStore)
  vault.put(server, alice, 'a')
  vault.put(server, bob, 'b')
  vault.put('https://other.example', alice, 'o')
  vault.drop(server, alice)
  expect(vault.get(server, alice)).toBeNull()
  expect(vault.get(server, bob)).toBe('b')
  expect(vault.get('https://other.example', alice)).toBe('o')
})

const unusable: [string, KeyStore][] = [
  ['that keeps plain text', { ...keyStore, usable: () => false }],
  [
    'that fails',
    {
      ...keyStore,
      encrypt: () => {
        throw new Error('no keyring')
      },
    },
  ],
]

test.each(unusable)('with a key store %s the token lives until the app ends', (_name, broken) => {
  const file = memoryFile()
  const vault = openTokenVault(file, broken)
  expect(vault.put(server, alice, 'secret')).toBe('until-quit')
  expect(vault.get(server, alice)).toBe('secret')
  expect(file.text()).toBe('{}')
  expect(openTokenVault(file, broken).get(server, alice)).toBeNull()
})

test('a new sign-in without a key store takes the older kept token away', () => {
  const file = memoryFile()
  openTokenVault(file, keyStore).put(server, alice, 'older')
  openTokenVault(file, { ...keyStore, usable: () => false }).put(server, alice, 'newer')
  expect(file.text()).toBe('{}')
})

test('a token that can no longer be decrypted is none', () => {
  const file = memoryFile()
  openTokenVault(file, keyStore).put(server, alice, 'secret')
  const reset = {
    ...keyStore,
    decrypt: () => {
      throw new Error('other key')
    },
  }
  expect(openTokenVault(file, reset).get(server, alice)).toBeNull()
})

test("an owed token is no one's any more, outlives a restart and another sign-in, and goes when it is settled", () => {
  const file = memoryFile()
  const first = openTokenVault(file, keyStore)
  first.put(server, alice, 'first')
  first.owe(server, alice)
  expect(first.get(server, alice)).toBeNull()
  first.put(server, alice, 'second')
  first.owe(server, alice)
  first.put(server, alice, 'third')
  const next = openTokenVault(file, keyStore)
  expect(next.owed().map(({ server: at, token }) => [at, token])).toEqual([
    [server, 'first'],
    [server, 'second'],
  ])
  expect(next.get(server, alice)).toBe('third')
  for (const owed of next.owed()) next.settle(owed)
  expect(openTokenVault(file, keyStore).owed()).toEqual([])
  expect(openTokenVault(file, keyStore).get(server, alice)).toBe('third')
})

test('nobody signed in owes nothing; without a key store it is owed until the app ends', () => {
  const file = memoryFile()
  const vault = openTokenVault(file, { ...keyStore, usable: () => false })
  vault.owe(server, alice)
  expect(vault.owed()).toEqual([])
  vault.put(server, alice, 'held')
  vault.owe(server, alice)
  expect(vault.owed()).toMatchObject([{ server, token: 'held' }])
  expect(file.text()).toBe('{}')
})
