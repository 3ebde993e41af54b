import type { ReadResult } from './source.ts'

/** Reads to the end or to the bound, whatever size was announced. A stream that fails reads as `unreadable`. */
export async function readBounded(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<ReadResult> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of stream) {
      bytes += chunk.length
      if (bytes > maxBytes) return { ok: false, reason: 'too-large' }
      chunks.push(chunk)
    }
  } catch {
    return { ok: false, reason: 'unreadable' }
  }
  return { ok: true, text: decode(Buffer.concat(chunks)) }
}

/** UTF-8, or UTF-16 when a byte order mark says so; the mark itself goes. Bad bytes become U+FFFD. */
function decode(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}
