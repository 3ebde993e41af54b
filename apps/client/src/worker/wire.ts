/** One way between a page and its engine, whatever carries it. Messages are structured clones. */
export type Wire = {
  post(message: unknown): void
  listen(hear: (message: unknown) => void): void
  close(): void
}

/** Both a MessagePort and a BroadcastChannel. */
type Channel = {
  postMessage(message: unknown): void
  addEventListener(type: 'message', hear: (event: MessageEvent<unknown>) => void): void
  close(): void
}

export function portWire(port: MessagePort): Wire {
  const wire = channelWire(port)
  port.start()
  return wire
}

export function channelWire(channel: Channel): Wire {
  return {
    post: (message) => channel.postMessage(message),
    listen: (hear) => channel.addEventListener('message', ({ data }) => hear(data)),
    close: () => channel.close(),
  }
}
