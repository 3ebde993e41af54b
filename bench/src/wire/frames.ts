import { randomBytes } from 'node:crypto'

const text = 0x1
const ping = 0x9
const pong = 0xa

/** A final text frame as clients send it, masked (RFC 6455, 5.3). */
export function clientFrame(payload: string | Buffer, opcode = text): Buffer {
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload
  const { length } = body
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const frame = Buffer.allocUnsafe(2 + extra + 4 + length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127)
  if (extra === 2) frame.writeUInt16BE(length, 2)
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2)
  const mask = randomBytes(4)
  const start = 2 + extra + 4
  mask.copy(frame, 2 + extra)
  for (let index = 0; index < length; index += 1)
    frame[start + index] = (body[index] ?? 0) ^ (mask[index & 3] ?? 0)
  return frame
}

/**
 * Cuts a server's bytes into payloads, and does nothing more: a load generator that parsed what 200 members get would be
 * measured itself. Servers never mask, ours never fragment.
 */
export class FrameReader {
  #rest: Buffer | null = null
  readonly #onPayload: (bytes: Buffer, start: number, end: number) => void
  readonly #onPing: (payload: Buffer) => void

  /** `onPayload` gets the place of a payload inside `bytes`, good until it returns. */
  constructor(
    onPayload: (bytes: Buffer, start: number, end: number) => void,
    onPing: (payload: Buffer) => void = () => {},
  ) {
    this.#onPayload = onPayload
    this.#onPing = onPing
  }

  read(chunk: Buffer): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    for (;;) {
      if (bytes.length - at < 2) break
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const header = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length - at < header) break
      const length =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2))
      const start = at + header
      const end = start + length
      if (bytes.length < end) break
      const opcode = (bytes[at] ?? 0) & 0x0f
      at = end
      if (opcode === text) this.#onPayload(bytes, start, end)
      else if (opcode === ping) this.#onPing(bytes.subarray(start, end))
    }
    this.#rest = at === bytes.length ? null : bytes.subarray(at)
  }
}

export const pongFrame = (payload: Buffer) => clientFrame(payload, pong)
