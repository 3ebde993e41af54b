import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Wire } from './wire.ts'

/** A WebSocket that was just upgraded, with the TCP or TLS socket under it. */
export function wsWire(ws: WebSocket, socket: Socket): Wire {
  return {
    socket,
    listen({ onFrame, onPong, onEnd }) {
      ws.on('message', onFrame)
      ws.on('pong', onPong)
      ws.on('close', onEnd)
      // `ws` closes after an error by itself; without a listener it would take the process along.
      ws.on('error', onEnd)
    },
    countBytes(hear) {
      const count = (chunk: Buffer) => hear(chunk.length)
      // Before the listener of `ws`, which would hand on a frame that came whole.
      socket.prependListener('data', count)
      return () => socket.off('data', count)
    },
    ping: () => ws.ping(),
    close: (code) => ws.close(code),
    terminate: () => ws.terminate(),
  }
}
