import type { Transport } from '@parley/engine'

/** The part of a WebSocket that is used: Node's, Electron's and a browser's have it. */
export type SocketClass = new (
  url: string,
) => Pick<WebSocket, 'addEventListener' | 'close' | 'readyState' | 'send'>
const openState = 1

/** The sync socket of a server given by its origin. It has no cookie and no Origin: the bearer comes in the first frame. */
export function socketTransport(server: string, Socket: SocketClass): Transport {
  // http: becomes ws:, https: becomes wss:.
  const address = `${server.replace(/^http/, 'ws')}/api/v1/sync`
  return {
    open(listener) {
      const socket = new Socket(address)
      let opened = false
      let ended = false
      socket.addEventListener('open', () => {
        opened = true
        listener.onOpen()
      })
      socket.addEventListener('message', ({ data }) => {
        if (!ended && typeof data === 'string') listener.onText(data)
      })
      // An `error` is always followed by a `close`, which says the same.
      socket.addEventListener('close', () => {
        if (ended) return
        ended = true
        listener.onClose(opened ? 'closed' : 'refused')
      })
      return {
        send(text) {
          if (socket.readyState === openState) socket.send(text)
        },
        close: () => socket.close(),
      }
    },
  }
}
