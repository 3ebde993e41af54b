import type { Transport } from '@parley/engine'

/** The sync socket of the page's own server: the browser adds the cookie and the Origin. */
export function socketTransport(origin: string): Transport {
  // http: becomes ws:, https: becomes wss:.
  const address = `${origin.replace(/^http/, 'ws')}/api/v1/sync`
  return {
    open(listener) {
      const socket = new WebSocket(address)
      let opened = false
      let ended = false
      socket.addEventListener('open', () => {
        opened = true
        listener.onOpen()
      })
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
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
          if (socket.readyState === WebSocket.OPEN) socket.send(text)
        },
        close: () => socket.close(),
      }
    },
  }
}
