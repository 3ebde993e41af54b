import type { Account, EngineOpening } from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import { beforeEach, expect, test } from 'vitest'
import type { Accounts } from '../accounts/accounts.ts'
import { createHandlers, type HandlerDeps } from './handlers.ts'

const alice: Account = {
  server: 'https://chat.example.com',
  person: '0190a000-0000-7000-8000-00000000000a' as PersonId,
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.com',
}
const ticket = '0190a000-0000-7000-8000-0000000000ff'

let log: unknown[][]
let opening: EngineOpening
let known: boolean
beforeEach(() => {
  log = []
  opening = { kind: 'open', durable: true }
  known = true
})

const refuse = () => Promise.reject(new Error('not part of this test'))
const accounts: Accounts = {
  servers: () => ({ fixed: false, addresses: [alice.server] }),
  checkServer: refuse,
  lastAccount: () => alice,
  signIn: refuse,
  signUp: refuse,
  call: refuse,
  opening: (account) => (known ? { account, token: 't0ken' } : null),
  signOut: (account) => Promise.resolve(void log.push(['signed out', account.name])),
  settleSignOuts: () => Promise.resolve(),
}
const deps: HandlerDeps<string> = {
  accounts,
  engine: {
    open: (request, port) => {
      log.push(['open', request.token, request.dir, port])
      return Promise.resolve(opening)
    },
    close: (queue) => Promise.resolve(void log.push(['close', queue])),
  },
  dir: '/data',
  channel: () => ({ host: 'host end', page: 'page end' }),
  sendPort: (...args) => void log.push(['port', ...args]),
  open: (address) => Promise.resolve(void log.push(['browser', address])),
}
const handlers = createHandlers(deps)

test('the engine gets the token and one end, the page the other end and no token', async () => {
  const answer = await handlers.openEngine(alice, ticket)
  expect(answer).toEqual({ kind: 'open', durable: true })
  expect(log).toEqual([
    ['open', 't0ken', '/data', 'host end'],
    ['port', ticket, 'page end'],
  ])
})

test.each([{ kind: 'newer' as const }, { kind: 'elsewhere' as const }])(
  'no port goes out when files are not open: %j',
  async (closed) => {
    opening = closed
    expect(await handlers.openEngine(alice, ticket)).toEqual(closed)
    expect(log.some(([what]) => what === 'port')).toBe(false)
  },
)

test('nobody opens who is not known here', async () => {
  known = false
  await expect(handlers.openEngine(alice, ticket)).rejects.toThrow('nobody signed in')
  expect(log).toEqual([])
})

test('signing out closes the files first', async () => {
  await handlers.signOut(alice, 'discard')
  expect(log).toEqual([
    ['close', 'discard'],
    ['signed out', 'Alice'],
  ])
})

test('only what may leave the app reaches the browser', async () => {
  await handlers.openExternal('https://example.org')
  await handlers.openExternal('file:///etc/passwd')
  expect(log).toEqual([['browser', 'https://example.org/']])
})
