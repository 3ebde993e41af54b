import { randomUUIDv7 } from 'node:crypto'
import type { CommandId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Reads, Settled, Submission } from '../store/port.ts'
import { digestOf } from '../sync/digest.ts'
import type { FileStore } from './port.ts'

const hourMs = 60 * 60 * 1000
/** Between an upload and what refers to it people may take this long. */
const unusedMs = 24 * hourMs
/** Between the bytes and the row that names them lies one commit; an hour is plenty. */
const looseMs = hourMs
const everyMs = 6 * hourMs
const perPage = 500

export type Sweeper = {
  sweep(): Promise<void>
  /** Nothing is removed until what comes back is called: a backup copies rows and bytes one after the other. */
  hold(): () => void
  stop(): void
}

/** Removes files nothing refers to, and bytes no file names (SPEC F3). */
export function createSweeper(deps: {
  files: FileStore
  read: Pick<Reads, 'unusedFiles' | 'usedHashes'>
  submit(submission: Submission): Promise<Settled>
  clock: Clock
  onFault(cause: unknown): void
}): Sweeper {
  const { files, read, clock } = deps
  let holds = 0
  let running = false

  async function dropUnused(): Promise<void> {
    for (;;) {
      const at = clock.now()
      const unused = read.unusedFiles(at - unusedMs, perPage)
      const settled = await Promise.all(
        unused.map(({ id, owner }) => {
          const body = { kind: 'file.drop' as const, file: id }
          const command = { id: randomUUIDv7() as CommandId, body }
          return deps.submit({ by: owner, at, digest: digestOf(body), command })
        }),
      )
      if (unused.length < perPage || settled.some(({ kind }) => kind === 'refused')) return
    }
  }

  async function sweep(): Promise<void> {
    if (holds > 0 || running) return
    running = true
    try {
      await dropUnused()
      for await (const hashes of files.list()) {
        if (holds > 0) return
        const used = new Set(read.usedHashes(hashes))
        const loose = hashes.filter((hash) => !used.has(hash))
        await files.drop(loose, clock.now() - looseMs)
      }
    } finally {
      running = false
    }
  }

  const stop = clock.every(everyMs, () => void sweep().catch(deps.onFault))
  return {
    sweep,
    hold() {
      holds += 1
      return () => void (holds -= 1)
    },
    stop,
  }
}
