import type { HostError } from '@parley/engine'
import type { Person, PersonId } from '@parley/protocol'
import { beforeEach, expect, test } from 'vitest'
import { emptyBook, openAccountBook, type BookContent } from './account-book.ts'
import { createAccounts } from './accounts.ts'
import type { ServerApi } from './server-api.ts'
import { openTokenVault, type VaultContent } from './token-vault.ts'

const server = 'https://chat.example.com'
const person: Person = {
  id: '0190a000-0000-7000-8000-00000000000a' as PersonId,
  handle: 'alice',
  name: 'Alice',
  kind: 'person',
  timeZone: null,
  photo: null,
  status: null,
}
const alice = {
  server,
  person: person.id,
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.com',
}
const credentials = { email: 'alice@example.com', password: 'correct horse' }
const wrong: HostError = { code: 'wrong-credentials', sentence: 'no' }

let signedOut: string[]
let reachable: boolean
let notKept: number
let usable: boolean
let bookContent: BookContent
let vaultContent: VaultContent
beforeEach(() => {
  signedOut = []
  reachable = true
  notKept = 0
  usable = true
  bookContent = emptyBook
  vaultContent = {}
})

const api: ServerApi = {
  info: (address) =>
    Promise.resolve(
      address === server
        ? { ok: true, value: { address, name: 'Parley', version: '1', signUp: 'open', sample: [] } }
        : { ok: false, error: { code: 'offline', sentence: 'nobody' } },
    ),
  signIn: (_server, { email, password }) =>
    Promise.resolve(
      password === credentials.password
        ? { ok: true, value: { person, email, token: 't0ken' } }
        : { ok: false, error: wrong },
    ),
  signUp: (_server, { email }) =>
    Promise.resolve({ ok: true, value: { person, email, token: 't1' } }),
  call: (at, { path }, token) => Promise.resolve({ ok: true, value: `${at}${path} ${token}` }),
  signOut: (_server, token) => Promise.resolve(reachable && signedOut.push(token) > 0),
}

/** As after a start of the app, on the files as they are. */
function start(offered: string | null = null) {
  const book = openAccountBook({
    read: () => bookContent,
    write: (next) => void (bookContent = next),
  })
  const keys = {
    usable: () => usable,
    encrypt: (text: string) => Buffer.from(text).toString('base64'),
    decrypt: (text: string) => Buffer.from(text, 'base64').toString(),
  }
  const vault = openTokenVault(
    { read: () => vaultContent, write: (next) => void (vaultContent = next) },
    keys,
  )
  return createAccounts({ api, book, vault, offered, onNotKept: () => (notKept += 1) })
}

test('[D1] a first run knows no server; what answers is remembered, what does not is not', async () => {
  const accounts = start()
  expect(accounts.servers()).toEqual({ fixed: false, addresses: [] })
  expect((await accounts.checkServer('chat.example.com')).ok).toBe(true)
  expect((await accounts.checkServer('other.example.com')).ok).toBe(false)
  expect((await accounts.checkServer('no address')).ok).toBe(false)
  expect(start().servers().addresses).toEqual([server])
})

test('an offered server stands first, once', async () => {
  await start().checkServer(server)
  expect(start('http://localhost:4180').servers().addresses).toEqual([
    'http://localhost:4180',
    server,
  ])
  expect(start(server).servers().addresses).toEqual([server])
})

test('who signed in is there at the next start, with the token', async () => {
  expect(await start().signIn(server, credentials)).toEqual({ ok: true, value: alice })
  const next = start()
  expect(next.lastAccount()).toEqual(alice)
  expect(next.opening(alice)).toEqual({ account: alice, token: 't0ken' })
  expect(notKept).toBe(0)
})

test('a refused sign-in leaves nothing behind', async () => {
  const outcome = await start().signIn(server, { ...credentials, password: 'x' })
  expect(outcome).toEqual({ ok: false, error: wrong })
  expect([bookContent, vaultContent]).toEqual([emptyBook, {}])
})

test('without a key store the person is told, and the next start has the cache but no token', async () => {
  usable = false
  await start().signIn(server, credentials)
  expect(notKept).toBe(1)
  expect(vaultContent).toEqual({})
  expect(start().opening(alice)).toEqual({ account: alice, token: null })
})

test('nobody opens who never signed in here, whatever the page says', async () => {
  const accounts = start()
  await accounts.signIn(server, credentials)
  expect(accounts.opening({ ...alice, server: 'https://other.example' })).toBeNull()
  expect(accounts.opening({ ...alice, name: 'Mallory' })?.account.name).toBe('Alice')
})

test('signing out forgets here and ends the session there', async () => {
  const accounts = start()
  await accounts.signIn(server, credentials)
  await accounts.signOut(alice)
  expect(signedOut).toEqual(['t0ken'])
  expect(accounts.lastAccount()).toBeNull()
  expect(start().opening(alice)).toBeNull()
  expect(vaultContent).toEqual({})
})

test('a sign-out the server did not hear of is told later, also after a restart and another sign-in', async () => {
  const accounts = start()
  await accounts.signIn(server, credentials)
  reachable = false
  await accounts.signOut(alice)
  expect(accounts.lastAccount()).toBeNull()
  expect(start().opening(alice)).toBeNull()
  const next = start()
  await next.settleSignOuts()
  await next.signUp(server, { ...credentials, name: 'Alice', setupCode: null, invitation: null })
  expect(signedOut).toEqual([])
  reachable = true
  await Promise.all([next.settleSignOuts(), next.settleSignOuts()])
  await next.settleSignOuts()
  expect(signedOut).toEqual(['t0ken'])
  expect(next.opening(alice)?.token).toBe('t1')
})

test('a call goes with the token of whoever signed in there, and to another server with none', async () => {
  const accounts = start()
  await accounts.signIn(server, credentials)
  const call = { method: 'GET' as const, path: '/api/v1/invitations' }
  const value = async (at: { server: string; person: PersonId | null }) => {
    const outcome = await accounts.call(at, call)
    return outcome.ok ? outcome.value : outcome.error
  }
  expect(await value(alice)).toBe(`${server}${call.path} t0ken`)
  expect(await value({ server, person: null })).toBe(`${server}${call.path} null`)
  expect(await value({ ...alice, server: 'https://other.example' })).toBe(
    `https://other.example${call.path} null`,
  )
})
