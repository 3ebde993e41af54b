import { randomUUIDv7 } from 'node:crypto'
import {
  parseServerFrame,
  protocolVersion,
  type ClientFrame,
  type CommandId,
  type RoomId,
} from '@parley/protocol'
import { WebSocket } from 'ws'
import type { Login } from './sender.ts'

/**
 * The ids of a room's items, each at its sequence less one, read forward page by page as a client does that scrolls. What adds no
 * item (a reaction, an edit) leaves its place empty. Rejects when the socket ends or the server refuses.
 */
export function readLog(login: Login, room: RoomId): Promise<CommandId[]> {
  const ws = new WebSocket(`ws://127.0.0.1:${login.port}/api/v1/sync`, { perMessageDeflate: false })
  const tell = (frame: ClientFrame) => ws.send(JSON.stringify(frame))
  const ids: CommandId[] = []
  return new Promise<CommandId[]>((resolve, reject) => {
    const history = (edge: number) =>
      tell({ t: 'history.pull', rid: edge, room, edge, direction: 'forward', limit: 200 })
    ws.on('error', reject)
    ws.on('close', () => reject(new Error('the socket ended while the log was read')))
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
      const parsed = parseServerFrame(data.toString())
      if (!parsed.ok) return reject(new Error(`not a frame: ${data.toString()}`))
      const { frame } = parsed
      if (frame.t === 'welcome') return history(0)
      if (frame.t !== 'history.page')
        return frame.t === 'refused' ? reject(new Error(frame.code)) : undefined
      const { page } = frame
      for (const item of page.items) ids[item.seq - 1] = item.id
      if (page.to < page.asOf) return history(page.to)
      return resolve(ids)
    })
  }).finally(() => ws.close())
}
