import { createHash } from 'node:crypto'
import type { FileHash } from './file.ts'
import { sniff, sniffBytes } from './sniff.ts'

/** Counts, hashes and keeps the first bytes of what streams through, for every adapter alike. */
export function createIntake(maxBytes: number) {
  const digest = createHash('sha256')
  const head: Uint8Array[] = []
  let headBytes = 0
  let bytes = 0
  return {
    /** False once there is as much as the limit: the rest need not come. */
    take(chunk: Uint8Array): boolean {
      bytes += chunk.length
      if (bytes >= maxBytes) return false
      digest.update(chunk)
      if (headBytes < sniffBytes) head.push(chunk)
      headBytes += chunk.length
      return true
    },
    async end() {
      const type = await sniff(Buffer.concat(head).subarray(0, sniffBytes))
      return { kind: 'put' as const, hash: digest.digest('hex') as FileHash, bytes, type }
    },
  }
}
