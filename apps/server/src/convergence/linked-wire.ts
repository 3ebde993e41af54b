import type { ServerSocket } from '@parley/engine/testing'
import type { Wire, WireListener } from '../sync/wire.ts'

/** The server's end of a link in memory: its frames go out as the texts in them, what comes is handed on as frames. */
export type LinkedWire = {
  wire: Wire
  onText(text: string): void
  onClose(): void
}

/** `beforeWrite` hears each text on its way out, and keeps all of a write back by answering false. */
export function createLinkedWire(
  socket: ServerSocket,
  beforeWrite: (texts: readonly string[]) => boolean,
): LinkedWire {
  let listener: WireListener | null = null
  let countBytes: ((bytes: number) => void) | null = null
  return {
    wire: {
      socket: {
        writable: true,
        writableLength: 0,
        write(chunk: Buffer) {
          const texts = textsIn(chunk)
          if (beforeWrite(texts)) for (const text of texts) socket.send(text)
          return true
        },
      },
      listen: (given) => void (listener = given),
      countBytes(hear) {
        countBytes = hear
        return () => (countBytes = null)
      },
      ping: () => listener?.onPong(),
      close: () => socket.close(),
      terminate: () => socket.close(),
    },
    onText(text) {
      const data = Buffer.from(text)
      countBytes?.(data.length)
      listener?.onFrame(data, false)
    },
    onClose: () => listener?.onEnd(),
  }
}

/** The texts of whole, unmasked frames that stand one after another (RFC 6455, 5.2). */
function textsIn(chunk: Buffer): string[] {
  const texts: string[] = []
  for (let at = 0; at < chunk.length;) {
    const short = chunk.readUInt8(at + 1)
    const [header, length] =
      short < 126
        ? [2, short]
        : short === 126
          ? [4, chunk.readUInt16BE(at + 2)]
          : [10, Number(chunk.readBigUInt64BE(at + 2))]
    texts.push(chunk.toString('utf8', at + header, at + header + length))
    at += header + length
  }
  return texts
}
