import type { Readable } from 'node:stream'

export type TarFile = { name: string; content: Buffer }

const block = 512
/** No file of a set is this large; a damaged header must not make us wait for it. */
const maxBytes = 256 * 1024 * 1024

/** The regular files of a tar stream (ustar, with GNU and pax long names), in order, one in memory at a time. */
export async function* tarFiles(stream: Readable): AsyncGenerator<TarFile, void> {
  const reader = blocks(stream)
  let longName: string | null = null
  for (;;) {
    const header = await reader(block)
    if (!header || header[0] === 0) return
    const size = parseInt(text(header, 124, 12), 8) || 0
    if (size > maxBytes) throw new Error('a damaged tar header')
    const padded = await reader(Math.ceil(size / block) * block)
    if (!padded) throw new Error('a tar file ends early')
    const content = padded.subarray(0, size)
    const type = String.fromCharCode(header[156] ?? 0)
    if (type === 'L') longName = text(content, 0, size)
    else if (type === 'x') longName = paxPath(content.toString('utf8')) ?? longName
    else {
      const prefix = text(header, 345, 155)
      const short = text(header, 0, 100)
      const name = longName ?? (prefix === '' ? short : `${prefix}/${short}`)
      longName = null
      if (type === '0' || type === '\0') yield { name, content }
    }
  }
}

/** Gives so many bytes at a time, or null at the end. */
function blocks(stream: Readable): (bytes: number) => Promise<Buffer | null> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer[] = []
  let have = 0
  return async (bytes) => {
    while (have < bytes) {
      const { done, value } = await chunks.next()
      if (done) return null
      held.push(value)
      have += value.length
    }
    const all = Buffer.concat(held)
    held = [all.subarray(bytes)]
    have = all.length - bytes
    return all.subarray(0, bytes)
  }
}

function text(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start)
  return bytes.toString('utf8', start, end < 0 || end > start + length ? start + length : end)
}

function paxPath(records: string): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(records)?.[1] ?? null
}
