import { once } from 'node:events'
import { WebSocketServer, type WebSocket } from 'ws'
import { expect, test } from 'vitest'
import { FrameReader } from './frames.ts'
import { openSocket } from './socket.ts'

const lengths = [0, 1, 125, 126, 300, 65_535, 65_536, 200_000]

function serverFrame(text: string): Buffer {
  const body = Buffer.from(text)
  const header =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : body.length < 65_536
        ? Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff])
        : Buffer.concat([Buffer.from([0x81, 127, 0, 0, 0, 0]), uint32(body.length)])
  return Buffer.concat([header, body])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

test.each([
  [2, 300],
  [7, 300],
  [1000, 200_000],
  [1_000_000, 200_000],
])('frames are found whole in pieces of %i bytes', (step, longest) => {
  const sent = lengths.filter((length) => length <= longest).map((length) => 'x'.repeat(length))
  const all = Buffer.concat(sent.map(serverFrame))
  const got: string[] = []
  const reader = new FrameReader((bytes, start, end) =>
    got.push(bytes.toString('utf8', start, end)),
  )
  for (let at = 0; at < all.length; at += step) reader.read(all.subarray(at, at + step))
  expect(got).toEqual(sent)
})

test('ws understands what the load generator sends, of every length', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  server.on('connection', (ws: WebSocket) => {
    ws.on('message', (data: Buffer) => ws.send(data.toString()))
  })
  const got: string[] = []
  await new Promise<void>((resolve, reject) => {
    openSocket({ port, path: '/' }, (bytes, start, end) => {
      got.push(bytes.toString('utf8', start, end))
      if (got.length === lengths.length) resolve()
    }).then((socket) => lengths.forEach((length) => socket.send('é'.repeat(length))), reject)
  })
  expect(got).toEqual(lengths.map((length) => 'é'.repeat(length)))
  for (const client of server.clients) client.terminate()
  server.close()
})
