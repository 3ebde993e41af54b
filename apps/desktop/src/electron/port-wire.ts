import type { MessagePortMain } from 'electron'
import type { Wire } from '../engine-host/wire.ts'

/** Electron's port outside of pages. It holds messages back until it is started. */
export function portWire(port: MessagePortMain): Wire {
  return {
    post: (message) => port.postMessage(message),
    listen(hear) {
      port.on('message', ({ data }) => hear(data))
      port.start()
    },
    onClose: (run) => void port.once('close', run),
    close: () => port.close(),
  }
}
