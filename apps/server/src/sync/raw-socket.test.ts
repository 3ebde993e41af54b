import { Receiver } from 'ws'
import { expect, test } from 'vitest'
import { Flush, RawSocket, textFrame } from './raw-socket.ts'

const socketOf = (waiting: () => number, chunks: Buffer[]) => ({
  writable: true,
  get writableLength() {
    return waiting()
  },
  write: (chunk: Buffer) => chunks.push(chunk) > 0,
})

test.each([0, 1, 125, 126, 65_535, 65_536, 300_000])(
  'a frame of %i bytes is read back',
  async (length) => {
    const text = 'x'.repeat(length)
    const receiver = new Receiver({ isServer: false })
    const read = new Promise((resolve) => receiver.on('message', (data) => resolve(String(data))))
    receiver.write(textFrame(text))
    expect(await read).toBe(text)
  },
)

test('lengths are bytes, not letters', async () => {
  const receiver = new Receiver({ isServer: false })
  const read = new Promise((resolve) => receiver.on('message', (data) => resolve(String(data))))
  receiver.write(textFrame('سلام 👋'.repeat(20)))
  expect(await read).toBe('سلام 👋'.repeat(20))
})

test('all sockets are written in one deferred go, in the order of their frames', () => {
  const deferred: (() => void)[] = []
  const flush = new Flush((run) => deferred.push(run))
  const chunks: Buffer[] = []
  const raw = new RawSocket({
    socket: socketOf(() => 0, chunks),
    flush,
    maxBytes: 10,
    onFull: () => {},
  })
  const [one, two] = [textFrame('one'), textFrame('two')]
  raw.queue(one)
  raw.queue(two)
  expect([chunks.length, deferred.length]).toEqual([0, 1])
  deferred[0]?.()
  expect(chunks).toEqual([Buffer.concat([one, two])])
})

test('[W5] past the cap nothing is written any more, and it is told once', () => {
  const flush = new Flush(() => {})
  const chunks: Buffer[] = []
  let waiting = 0
  let full = 0
  const raw = new RawSocket({
    socket: socketOf(() => waiting, chunks),
    flush,
    maxBytes: 100,
    onFull: () => (full += 1),
  })
  const send = () => {
    raw.queue(textFrame('x'))
    flush.now()
  }
  send()
  waiting = 101
  send()
  waiting = 0
  send()
  expect([chunks.length, full]).toEqual([1, 1])
})
