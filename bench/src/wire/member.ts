import { randomUUIDv7 } from 'node:crypto'
import {
  protocolVersion,
  type ClientFrame,
  type CommandBody,
  type CommandId,
} from '@parley/protocol'
import { openSocket, type LoadSocket } from './socket.ts'
import type { SignedUp } from './people.ts'

export const syncPath = '/api/v1/sync'

export type Member = {
  socket: LoadSocket
  /** Sends a command and resolves when it is durable; rejects when it is refused. For setting up, not for measuring. */
  command(body: CommandBody, id?: string): Promise<void>
  /** Hears every payload from now on, instead of the answers to `command`. */
  listen(onPayload: (bytes: Buffer, start: number, end: number) => void): void
}

/** Connects someone to the server: hello, welcome. */
export async function connect(port: number, { person, token }: SignedUp): Promise<Member> {
  const waiting = new Map<string, { resolve(): void; reject(error: Error): void }>()
  let welcomed = () => {}
  let refused: (error: Error) => void = () => {}
  const welcome = new Promise<void>((resolve, reject) => {
    welcomed = resolve
    refused = reject
  })
  let hear = (bytes: Buffer, start: number, end: number) => {
    // Our own server's frames; only the few fields named here are read.
    const frame = JSON.parse(bytes.toString('utf8', start, end)) as {
      t: string
      id?: string
      code?: string
    }
    if (frame.t === 'welcome') welcomed()
    if (frame.t === 'closing') refused(new Error(`the server closed: ${frame.code}`))
    if (frame.t !== 'ack' && frame.t !== 'nack') return
    const asked = waiting.get(frame.id ?? '')
    waiting.delete(frame.id ?? '')
    if (frame.t === 'ack') asked?.resolve()
    else asked?.reject(new Error(`a command was refused: ${frame.code}`))
  }
  const socket = await openSocket({ port, path: syncPath }, (bytes, start, end) =>
    hear(bytes, start, end),
  )
  const hello = { t: 'hello', version: protocolVersion, device: randomUUIDv7(), token, person }
  socket.send(JSON.stringify(hello))
  await welcome
  return {
    socket,
    command: (body, id = randomUUIDv7()) =>
      new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        socket.send(commandText(id, body))
      }),
    listen: (onPayload) => (hear = onPayload),
  }
}

export function commandText(id: string, body: CommandBody): string {
  return JSON.stringify({
    t: 'command',
    command: { id: id as CommandId, body },
  } satisfies ClientFrame)
}
