import type { MessagePort } from 'node:worker_threads'
import type { Wire } from './wire.ts'

/** A port between Node threads: what tests and tools have in place of Electron's. */
export function nodeWire(port: MessagePort): Wire {
  return {
    post: (message) => port.postMessage(message),
    listen: (hear) => void port.on('message', hear),
    onClose: (run) => void port.once('close', run),
    close: () => port.close(),
  }
}
