import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { EngineApi, EngineEvents } from '@parley/engine'
import { createBirpc } from 'birpc'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeWire } from './node-wire.ts'
import { serveEngine } from './serve-engine.ts'
import { recordingEngine } from './testing/recording-engine.ts'

const id = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`
const room = id(1)
const post = { id: id(2), body: { kind: 'message.post', room, text: 'hi', replyTo: null } }

let channel: MessageChannel
let calls: [keyof EngineApi, ...unknown[]][]
let events: EngineEvents
let heard: unknown[][]
let page: ReturnType<typeof openPage>
beforeEach(() => {
  channel = new MessageChannel()
  calls = []
  heard = []
  serveEngine(nodeWire(channel.port1), (given) => {
    events = given
    return recordingEngine(calls)
  })
  page = openPage()
})
afterEach(() => channel.port2.close())

function openPage() {
  const { port2 } = channel
  return createBirpc<EngineApi, EngineEvents>(
    { difference: (...args) => void heard.push(args) },
    {
      post: (message: unknown) => port2.postMessage(message),
      on: (hear) => void port2.on('message', hear),
      timeout: -1,
    },
  )
}
/** As a page that was taken over would: any method, any arguments. */
const force = (method: string, args: unknown[]) =>
  page.$callRaw({ method, args }).then(
    (answer: unknown) => answer,
    (error: Error) => error.message,
  )

const good: { [M in keyof EngineApi]: unknown[] } = {
  subscribe: [1, { name: 'timeline', args: { room, end: null, limit: 50 } }],
  unsubscribe: [1],
  enqueue: [[{ command: post, after: [] }]],
  retry: [id(2), id(3)],
  discard: [id(2)],
  rewrite: [id(2), 'text'],
  saveDraft: [room, { text: 'text', replyTo: null }],
  look: [[room], [id(4)]],
  typing: [room, true],
  active: [false],
  locate: [room, id(2)],
  versions: [room, id(2), null],
  findPerson: ['bob@example.com'],
  connectNow: [],
  close: ['keep'],
}
const methods = Object.keys(good) as (keyof EngineApi)[]

test.each(methods)('%s reaches the engine as it was called', async (method) => {
  await force(method, good[method])
  expect(calls).toEqual([[method, ...good[method]]])
})

test('answers and differences come to the page', async () => {
  await expect(page.locate(room as never, id(2) as never)).resolves.toBe(7)
  const arrived = once(channel.port2, 'message')
  events.difference(1, { order: ['a'] })
  await arrived
  expect(heard).toEqual([[1, { order: ['a'] }]])
})

describe.each(methods)('%s refuses', (method) => {
  test.each([
    ['an argument more', [...good[method], 'more']],
    ['a first argument of another kind', [{ evil: true }, ...good[method].slice(1)]],
    ['a last argument of another kind', [...good[method].slice(0, -1), { evil: true }]],
    ['null', [null]],
  ])('%s', async (_what, args) => {
    expect(await force(method, args)).toBe(`${method} was called with wrong arguments`)
    expect(calls).toEqual([])
  })
})

test.each<[keyof EngineApi, unknown[]]>([
  ['subscribe', [-1, { name: 'rooms', args: {} }]],
  ['subscribe', [1.5, { name: 'rooms', args: {} }]],
  ['subscribe', [1, { name: 'secrets', args: {} }]],
  ['subscribe', [1, { name: 'rooms', args: { room } }]],
  ['subscribe', [1, { name: 'room', args: {} }]],
  ['subscribe', [1, { name: 'room', args: { room: "'; drop table rooms; --" } }]],
  ['subscribe', [1, { name: 'timeline', args: { room, end: null, limit: 1e9 } }]],
  ['subscribe', [1, { name: 'timeline', args: { room, end: -1, limit: 5 } }]],
  ['subscribe', [1, { name: '__proto__', args: {} }]],
  ['enqueue', [{ command: post, after: [] }]],
  ['enqueue', [[{ command: post }]]],
  ['enqueue', [[{ command: { ...post, id: 'x' }, after: [] }]]],
  ['enqueue', [[{ command: { ...post, body: { kind: 'server.stop' } }, after: [] }]]],
  ['enqueue', [[{ command: { ...post, body: { ...post.body, text: 5 } }, after: [] }]]],
  ['enqueue', [Array(2_000).fill({ command: post, after: [] })]],
  ['rewrite', [id(2), 'x'.repeat(1_000_000)]],
  ['saveDraft', [room, { text: 'x' }]],
  ['look', [Array(21).fill(room), []]],
  ['typing', [room, 'yes']],
  ['findPerson', ['']],
  ['close', ['burn']],
])('%s refuses %j', async (method, args) => {
  expect(await force(method, args)).toBe(`${method} was called with wrong arguments`)
  expect(calls).toEqual([])
})

test.each([
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '$close',
  'difference',
  'then',
  '',
])('%j is no call of the engine', async (method) => {
  expect(await force(method, [])).toMatch(/not found/)
})

test('what is no call at all is dropped, and the next call is answered', async () => {
  const junk = [
    null,
    undefined,
    7,
    'q',
    [],
    {},
    { t: 'q' },
    { t: 'q', m: 'active', a: 'x' },
    { t: 'q', m: 'active', a: [true], extra: 1 },
    { t: 'q', m: 5, a: [] },
    { t: 's', i: 'x', r: 1 },
    { t: 'q', m: 'x'.repeat(100), a: [] },
  ]
  for (const message of junk) channel.port2.postMessage(message)
  await page.active(true)
  expect(calls).toEqual([['active', true]])
})

test('a failure of the engine is told without where in the code it was', async () => {
  channel.port2.close()
  channel = new MessageChannel()
  serveEngine(nodeWire(channel.port1), () => ({
    ...recordingEngine([]),
    connectNow: () => Promise.reject(new Error('disk full')),
  }))
  page = openPage()
  const error = await page.connectNow().then(
    () => null,
    (thrown: Error) => thrown,
  )
  expect(error?.message).toBe('disk full')
  expect(error?.stack).not.toMatch(/at |\.ts/)
})
