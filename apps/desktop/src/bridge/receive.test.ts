import { expect, test } from 'vitest'
import { receive, type Handlers, type Sender } from './receive.ts'

const own: Sender = { url: 'app://parley/rooms/1', isTop: true, isOurWindow: true }

function handlers(calls: unknown[][]): Handlers {
  const refuse = () => Promise.reject(new Error('not part of this test'))
  return {
    servers: () => Promise.resolve({ fixed: false, addresses: [] }),
    checkServer: refuse,
    lastAccount: refuse,
    signIn: refuse,
    signUp: refuse,
    signOut: refuse,
    call: refuse,
    openEngine: refuse,
    openExternal: (...args) => Promise.resolve(void calls.push(args)),
  }
}

test('our own top frame is heard', async () => {
  const calls: unknown[][] = []
  await receive(handlers(calls), 'openExternal', { sender: own, args: ['https://example.org'] })
  expect(calls).toEqual([['https://example.org']])
})

test.each<[string, Sender]>([
  ['a frame that is gone', null],
  ['a frame inside the page', { ...own, isTop: false }],
  ['another window', { ...own, isOurWindow: false }],
  ['a page of the web', { ...own, url: 'https://example.org/' }],
  ['a look-alike', { ...own, url: 'app://parley.evil/' }],
  ['a blank page', { ...own, url: 'about:blank' }],
  ['a file', { ...own, url: 'file:///app/index.html' }],
  ['no address', { ...own, url: '' }],
])('%s is not heard', async (_who, sender) => {
  const calls: unknown[][] = []
  const call = receive(handlers(calls), 'openExternal', { sender, args: ['https://example.org'] })
  await expect(call).rejects.toThrow('openExternal is not open to this page')
  expect(calls).toEqual([])
})

test('wrong arguments reach nobody and are not repeated', async () => {
  const calls: unknown[][] = []
  const call = receive(handlers(calls), 'openExternal', { sender: own, args: [{ secret: 1 }] })
  await expect(call).rejects.toThrow(/^openExternal was called with wrong arguments$/)
  expect(calls).toEqual([])
})
