import { randomUUIDv7 } from 'node:crypto'
import {
  parseServerFrame,
  protocolVersion,
  type ClientFrame,
  type CommandBody,
  type CommandId,
  type RoomId,
  type ServerFrame,
  type ServerFrameOf,
} from '@parley/protocol'
import { WebSocket } from 'ws'

/** A client without an engine: sends what it is told and keeps every frame, parsed by the protocol's own schema. */
export type TestClient = {
  ws: WebSocket
  frames: ServerFrame[]
  hello(fields?: { token?: string | null; person?: string | null; version?: number }): void
  send(frame: ClientFrame): void
  sendText(text: string): void
  command(body: CommandBody, id?: CommandId): CommandId
  /** The next frame of a kind that was not taken before. */
  next<T extends ServerFrame['t']>(t: T): Promise<ServerFrameOf<T>>
  closed: Promise<{ code: number }>
}

export const newId = () => randomUUIDv7() as CommandId
export const newRoom = () => randomUUIDv7() as string as RoomId

export async function connect(
  port: number,
  headers: Record<string, string> = {},
): Promise<TestClient> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/api/v1/sync`, {
    headers,
    perMessageDeflate: false,
  })
  const frames: ServerFrame[] = []
  const untaken: ServerFrame[] = []
  const waiting: { t: string; take(frame: ServerFrame): void }[] = []
  ws.on('message', (data: Buffer) => {
    const text = data.toString()
    const parsed = parseServerFrame(text)
    if (!parsed.ok) throw new Error(`the server sent a frame of its own making: ${text}`)
    frames.push(parsed.frame)
    const index = waiting.findIndex(({ t }) => t === parsed.frame.t)
    const [waiter] = index < 0 ? [] : waiting.splice(index, 1)
    if (waiter) waiter.take(parsed.frame)
    else untaken.push(parsed.frame)
  })
  const closed = new Promise<{ code: number }>((resolve) =>
    ws.on('close', (code) => resolve({ code })),
  )
  ws.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    ws.on('open', resolve)
    ws.on('error', reject)
  })
  const sendText = (text: string) => ws.send(text)
  const send = (frame: ClientFrame) => sendText(JSON.stringify(frame))
  return {
    ws,
    frames,
    send,
    sendText,
    closed,
    hello: ({ token = null, person = null, version = protocolVersion } = {}) =>
      sendText(JSON.stringify({ t: 'hello', version, device: randomUUIDv7(), token, person })),
    command(body, id = newId()) {
      send({ t: 'command', command: { id, body } })
      return id
    },
    next<T extends ServerFrame['t']>(t: T) {
      const index = untaken.findIndex((frame) => frame.t === t)
      const [found] = index < 0 ? [] : untaken.splice(index, 1)
      if (found) return Promise.resolve(found as ServerFrameOf<T>)
      return new Promise<ServerFrameOf<T>>((resolve) =>
        waiting.push({ t, take: (frame) => resolve(frame as ServerFrameOf<T>) }),
      )
    },
  }
}
