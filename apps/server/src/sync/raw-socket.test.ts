import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Flush, RawSocket, textFrame } from './raw-socket.ts'

let server: WebSocketServer
let raw: RawSocket
let client: WebSocket

beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await new Promise((resolve) => server.once('listening', resolve))
  const opened = new Promise<RawSocket>((resolve) =>
    server.once('connection', (_ws, { socket }) => {
      const flush = new Flush(process.nextTick)
      resolve(new RawSocket({ socket, flush, maxBytes: 1e9, onFull: () => {} }))
    }),
  )
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  raw = await opened
})
afterAll(() => {
  client.terminate()
  server.close()
})

const read = () =>
  new Promise<string>((resolve) =>
    client.once('message', (data: Buffer) => resolve(data.toString())),
  )

test.each([0, 1, 125, 126, 65_535, 65_536, 300_000])(
  'a frame of %i bytes is read back',
  async (length) => {
    const text = 'x'.repeat(length)
    const got = read()
    raw.queue(textFrame(text))
    expect(await got).toBe(text)
  },
)

test('lengths are bytes, not letters', async () => {
  const text = 'سلام 👋'.repeat(20)
  const got = read()
  raw.queue(textFrame(text))
  expect(await got).toBe(text)
})

const socketOf = (waiting: () => number, chunks: Buffer[]) => ({
  writable: true,
  get writableLength() {
    return waiting()
  },
  write: (chunk: Buffer) => chunks.push(chunk) > 0,
})

test('all sockets are written in one deferred go, in the order of their frames', () => {
  const deferred: (() => void)[] = []
  const flush = new Flush((run) => deferred.push(run))
  const chunks: Buffer[] = []
  const quiet = new RawSocket({
    socket: socketOf(() => 0, chunks),
    flush,
    maxBytes: 10,
    onFull: () => {},
  })
  const [one, two] = [textFrame('one'), textFrame('two')]
  quiet.queue(one)
  quiet.queue(two)
  expect([chunks.length, deferred.length]).toEqual([0, 1])
  deferred[0]?.()
  expect(chunks).toEqual([Buffer.concat([one, two])])
})

test('[W5] past the cap nothing is written any more, and it is told once', () => {
  const flush = new Flush(() => {})
  const chunks: Buffer[] = []
  let waiting = 0
  let full = 0
  const quiet = new RawSocket({
    socket: socketOf(() => waiting, chunks),
    flush,
    maxBytes: 100,
    onFull: () => (full += 1),
  })
  const send = () => {
    quiet.queue(textFrame('x'))
    flush.now()
  }
  send()
  waiting = 101
  send()
  waiting = 0
  send()
  expect([chunks.length, full]).toEqual([1, 1])
})

test('[W5] what waits for the next flush counts, too: no more is kept, and none of it is written', () => {
  const flush = new Flush(() => {})
  const chunks: Buffer[] = []
  let full = 0
  const quiet = new RawSocket({
    socket: socketOf(() => 60, chunks),
    flush,
    maxBytes: 100,
    onFull: () => (full += 1),
  })
  quiet.queue(textFrame('x'.repeat(30)))
  expect(full).toBe(0)
  quiet.queue(textFrame('y'.repeat(30)))
  quiet.queue(textFrame('z'))
  flush.now()
  expect([chunks.length, full]).toEqual([0, 1])
  quiet.last(textFrame('why'))
  expect(chunks).toEqual([textFrame('why')])
})
