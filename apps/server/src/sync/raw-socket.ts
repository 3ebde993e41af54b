import type { Writable } from 'node:stream'

/** A whole WebSocket frame, header and payload in one piece, which any number of sockets may be given. */
export type WireFrame = Buffer & { readonly brand: 'WireFrame' }

/** One final, unmasked text frame (RFC 6455, 5.2). Built once, however many sockets it goes to. */
export function textFrame(text: string): WireFrame {
  const length = Buffer.byteLength(text)
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = 0x81
  if (headerBytes === 2) frame[1] = length
  else if (headerBytes === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, headerBytes, 'utf8')
  return frame as WireFrame
}

/** The sockets that have something to write. All of them are written in one go when `defer` calls back. */
export class Flush {
  #waiting: RawSocket[] = []
  readonly #defer: (run: () => void) => void

  constructor(defer: (run: () => void) => void) {
    this.#defer = defer
  }

  add(socket: RawSocket): void {
    this.#waiting.push(socket)
    if (this.#waiting.length === 1) this.#defer(() => this.now())
  }

  now(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const socket of waiting) socket.flush()
  }
}

export type RawSocketOptions = {
  /** The TCP or TLS socket under a WebSocket that has agreed on no extension. */
  socket: Pick<Writable, 'write' | 'writableLength' | 'writable'>
  flush: Flush
  /** Bytes that may wait for the reader, in the queue and in the socket. */
  maxBytes: number
  /** Called once, instead of writing, when more than that waits (SPEC W5). */
  onFull(): void
}

/**
 * Writes prebuilt frames past `ws`, whose `send` would build a header and call back for each receiver of a shared frame.
 * Sound because every write here is whole frames, deflate is off, and `ws` writes its control frames whole, too.
 */
export class RawSocket {
  #pending: WireFrame | WireFrame[] | null = null
  #pendingBytes = 0
  #full = false
  #tellsFull = false
  readonly #options: RawSocketOptions

  constructor(options: RawSocketOptions) {
    this.#options = options
  }

  /** Takes a frame for the next flush; frames keep their order. */
  queue(frame: WireFrame): void {
    if (this.#full) return
    const { flush, socket, maxBytes } = this.#options
    if (this.#pending === null) {
      this.#pending = frame
      flush.add(this)
    } else if (Array.isArray(this.#pending)) this.#pending.push(frame)
    else this.#pending = [this.#pending, frame]
    this.#pendingBytes += frame.length
    if (this.#pendingBytes + socket.writableLength > maxBytes) this.#overflow()
  }

  flush(): void {
    const pending = this.#pending
    this.#pending = null
    this.#pendingBytes = 0
    const { socket, onFull } = this.#options
    if (this.#tellsFull) {
      this.#tellsFull = false
      onFull()
    } else if (pending !== null && !this.#full && socket.writable)
      socket.write(Array.isArray(pending) ? Buffer.concat(pending) : pending)
  }

  /** Keeps nothing more. Told at the flush: whoever fills the queue now is in the middle of something. */
  #overflow(): void {
    this.#full = true
    this.#tellsFull = true
    this.#pending = null
  }

  /** Writes the last frame at once, past the cap: it is small and says why the socket ends. */
  last(frame: WireFrame): void {
    this.#tellsFull = false
    this.flush()
    this.#full = true
    if (this.#options.socket.writable) this.#options.socket.write(frame)
  }
}
