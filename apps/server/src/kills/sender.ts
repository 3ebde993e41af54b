import { randomUUIDv7 } from 'node:crypto'
import {
  parseServerFrame,
  protocolVersion,
  type ClientFrame,
  type CommandId,
  type RoomId,
  type ServerFrame,
} from '@parley/protocol'
import { WebSocket } from 'ws'
import type { Ledger } from './ledger.ts'
import type { Session } from './sign-in.ts'

/** Messages on their way at once from one sender. */
const window = 16

/** The account a sender works for. */
export type Login = Session & { port: number }

/**
 * Posts into `room` as fast as it is acknowledged, first again what an earlier socket left unanswered, until the socket ends.
 * Everything acknowledged goes into the ledger. `ready` resolves at the first ack.
 */
export function send(
  login: Login,
  room: RoomId,
  ledger: Ledger,
): { ready: Promise<void>; ended: Promise<void> } {
  const ws = new WebSocket(`ws://127.0.0.1:${login.port}/api/v1/sync`, { perMessageDeflate: false })
  const tell = (frame: ClientFrame) => ws.send(JSON.stringify(frame))
  const post = (id: CommandId) =>
    tell({
      t: 'command',
      command: { id, body: { kind: 'message.post', room, text: `message ${id}`, replyTo: null } },
    })
  const postNew = () => {
    const id = randomUUIDv7() as CommandId
    ledger.sent(id)
    post(id)
  }
  let becomeReady = () => {}
  const ready = new Promise<void>((resolve) => (becomeReady = resolve))
  const ended = new Promise<void>((resolve) => ws.on('close', () => resolve()))
  ws.on('error', () => {})
  ws.on('open', () =>
    tell({
      t: 'hello',
      version: protocolVersion,
      device: randomUUIDv7() as never,
      token: login.token,
      person: null,
    }),
  )
  ws.on('message', (data: Buffer) => {
    const frame = frameOf(data.toString())
    if (frame.t === 'welcome') {
      const again = ledger.takeUnanswered()
      for (const id of again) post(id)
      for (let count = again.length; count < window; count += 1) postNew()
    } else if (frame.t === 'ack') {
      ledger.acknowledged(frame.id, frame.seq)
      becomeReady()
      postNew()
    } else if (frame.t === 'nack' && frame.code !== 'rate-limited')
      throw new Error(`refused: ${frame.code}`)
  })
  return { ready, ended }
}

function frameOf(text: string): ServerFrame {
  const parsed = parseServerFrame(text)
  if (!parsed.ok) throw new Error(`not a frame: ${text}`)
  return parsed.frame
}
