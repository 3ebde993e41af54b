/** The floor of `fanout`: raw `ws`, one frame made beforehand and written to every socket, nothing stored. */
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { answer } from '../processes/answering.ts'
import { usage } from '../processes/usage.ts'

const members = new Set<Duplex>()
let shared = Buffer.alloc(0)

const handlers = {
  usage,
  /** Listens, and sends `text` (under 126 bytes) to all whenever anyone sends anything. */
  listen(text: string): Promise<number> {
    const payload = Buffer.from(text)
    shared = Buffer.concat([Buffer.from([0x81, payload.length]), payload])
    const server = createServer()
    const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false })
    server.on('upgrade', (request, socket, head) => {
      upgrades.handleUpgrade(request, socket, head, (ws) => {
        members.add(socket)
        ws.on('close', () => members.delete(socket))
        ws.on('message', () => {
          for (const member of members) member.write(shared)
        })
      })
    })
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  },
}
export type FloorServer = typeof handlers

answer(handlers)
