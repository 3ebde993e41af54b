import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPasswords } from './passwords.ts'

const cheap = { memory: 8, passes: 1, parallelism: 1 }

test('a password verifies against its own hash and no other', async () => {
  const { hash, verify } = createPasswords(cheap)
  const stored = await hash('correct horse')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await verify({ hash: stored, password: 'correct horse' })).toBe(true)
  expect(await verify({ hash: stored, password: 'correct horsf' })).toBe(false)
  expect(await hash('correct horse')).not.toBe(stored)
})

test('a hash carries its cost, so that a dearer one later still reads it', async () => {
  const stored = await createPasswords(cheap).hash('correct horse')
  const dearer = createPasswords({ ...cheap, passes: 3 })
  expect(await dearer.verify({ hash: stored, password: 'correct horse' })).toBe(true)
})

test('the same letters typed on another keyboard are the same password', async () => {
  const { hash, verify } = createPasswords(cheap)
  expect(await verify({ hash: await hash('caf\u00e9 ole'), password: 'cafe\u0301 ole' })).toBe(true)
})

test.each(['', 'plain', '$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA', '$argon2id$v=19$m=8$AAAA'])(
  'what is no such hash verifies nothing: %j',
  async (hash) => {
    expect(await createPasswords(cheap).verify({ hash, password: '' })).toBe(false)
  },
)

test('the key is the one argon2id gives', async () => {
  const stored = await createPasswords(cheap).hash('x')
  const [salt, key] = stored.split('$').slice(4)
  const nonce = Buffer.from(salt ?? '', 'base64')
  const expected = argon2Sync('argon2id', { message: 'x', nonce, tagLength: 32, ...cheap })
  expect(key).toBe(expected.toString('base64').replaceAll('=', ''))
})

test('a flood of sign-ins is worked off, each with its own answer', async () => {
  const { hash, verify } = createPasswords(cheap, 2)
  const stored = await hash('right')
  const tries = Array.from({ length: 20 }, (_, n) => (n % 2 ? 'right' : 'wrong'))
  const answers = await Promise.all(tries.map((password) => verify({ hash: stored, password })))
  expect(answers).toEqual(tries.map((password) => password === 'right'))
})
