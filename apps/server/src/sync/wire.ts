import type { RawSocketOptions } from './raw-socket.ts'

/** What a connection hears of its socket. */
export type WireListener = {
  /** One whole frame, as text or as bytes. */
  onFrame(data: Buffer, isBinary: boolean): void
  onPong(): void
  /** It is over, however that came. */
  onEnd(): void
}

/** One socket as its connection uses it; `ws-wire.ts` is the real one, tests link one in memory. */
export type Wire = {
  /** Where whole frames are written to. */
  readonly socket: RawSocketOptions['socket']
  /** Told of everything that comes from now on. Called once, before anything has come. */
  listen(listener: WireListener): void
  /** Hears the size of what arrives, before it is known to be a frame; returns the undo. */
  countBytes(hear: (bytes: number) => void): () => void
  ping(): void
  /** Says goodbye with a close code of RFC 6455 and waits for the other side's. */
  close(code: number): void
  /** Ends it at once. */
  terminate(): void
}
