import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { clientFrame, FrameReader, pongFrame } from './frames.ts'

export type LoadSocket = {
  send(text: string): void
  /** A frame made beforehand. */
  write(frame: Buffer): void
  close(): void
}

/** A WebSocket on this machine that spends as little as can be on each frame. Rejects when it is refused. */
export function openSocket(
  { port, path }: { port: number; path: string },
  onPayload: (bytes: Buffer, start: number, end: number) => void,
  onClose: () => void = () => {},
): Promise<LoadSocket> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    })
    asked.once('error', reject)
    asked.once('response', ({ statusCode }) => reject(new Error(`no upgrade: ${statusCode}`)))
    asked.setNoDelay(true)
    asked.once('upgrade', (_, socket, head) => {
      const reader = new FrameReader(onPayload, (payload) => socket.write(pongFrame(payload)))
      socket.on('data', (chunk: Buffer) => reader.read(chunk))
      socket.on('close', onClose)
      // A socket that breaks also closes.
      socket.on('error', () => {})
      resolve({
        send: (text) => void socket.write(clientFrame(text)),
        write: (frame) => void socket.write(frame),
        close: () => void socket.destroy(),
      })
      if (head.length > 0) reader.read(head)
    })
    asked.end()
  })
}
