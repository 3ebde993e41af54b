import type { Clock } from '../clock.ts'
import type { FileHash } from './file.ts'
import { createIntake } from './intake.ts'
import type { FileStore } from './port.ts'

/** Files without a disk, for tests. */
export function createMemoryFiles(clock: Pick<Clock, 'now'>): FileStore {
  const files = new Map<FileHash, { content: Buffer; putAt: number }>()
  return {
    async put(source, { maxBytes }) {
      const intake = createIntake(maxBytes)
      const chunks: Uint8Array[] = []
      for await (const chunk of source) {
        if (!intake.take(chunk)) return { kind: 'too-large' }
        chunks.push(Uint8Array.from(chunk))
      }
      const put = await intake.end()
      files.set(put.hash, { content: Buffer.concat(chunks), putAt: clock.now() })
      return put
    },
    async open(hash, range) {
      const file = files.get(hash)
      if (!file) return null
      const { content } = file
      return {
        bytes: content.length,
        async *read() {
          yield range ? content.subarray(range.start, range.end + 1) : content
        },
      }
    },
    async drop(hashes, before) {
      for (const hash of hashes) if ((files.get(hash)?.putAt ?? before) < before) files.delete(hash)
    },
    async *list() {
      yield [...files.keys()]
    },
  }
}
