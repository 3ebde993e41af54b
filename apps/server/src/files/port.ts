import type { Instant } from '@parley/protocol'
import type { FileHash } from './file.ts'

/** What was put: `type` is the media type found in the first bytes, `application/octet-stream` when they tell none. */
export type Put =
  | { kind: 'put'; hash: FileHash; bytes: number; type: string }
  | { kind: 'too-large' }

/** Bytes `start` to `end`, both counted. */
export type ByteRange = { start: number; end: number }

/**
 * The bytes of files, by what they are. Adapters: `disk-files.ts`, `memory-files.ts`. Each passes the contract suite. What is
 * put is there whole and durable once `put` resolves, or not at all: no half file is ever seen, whatever crashes (P-12).
 */
export type FileStore = {
  /**
   * Takes less than `maxBytes`, counted as they come; stops reading and keeps nothing past that. Rejects, keeping nothing, when
   * the source does or the disk fails. Putting the same bytes again keeps them once, as if new.
   */
  put(source: AsyncIterable<Uint8Array>, limit: { maxBytes: number }): Promise<Put>
  /** Null when there is no such file. A range past its end is cut there; one that begins past it is empty. */
  open(
    hash: FileHash,
    range?: ByteRange,
  ): Promise<{ bytes: number; read(): AsyncIterable<Uint8Array> } | null>
  /** Forgets those of `hashes` that were put before `before`; one put again meanwhile stays. */
  drop(hashes: readonly FileHash[], before: Instant): Promise<void>
  /** All there are, in pages. */
  list(): AsyncIterable<readonly FileHash[]>
}
