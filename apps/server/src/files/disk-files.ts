import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync, statSync, unlinkSync, utimesSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '../clock.ts'
import { StorageError } from '../store/storage-error.ts'
import { isFileHash, type FileHash } from './file.ts'
import { createIntake } from './intake.ts'
import type { FileStore } from './port.ts'

/**
 * Files in a folder that this process owns: `ab/abcdef…`, the name being the hash, so that nothing people write touches a path.
 * 1. What arrives grows in `incoming/` and is moved to its name only once it is whole and forced to disk; the folder is forced,
 *    too, before `put` resolves. What a crash left in `incoming/` goes at the next start.
 * 2. Looking at a file's age and removing it is one step without a wait: what was put again meanwhile has a new age.
 */
export function createDiskFiles(folder: string, clock: Pick<Clock, 'now'>): FileStore {
  const incoming = join(folder, 'incoming')
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const pathOf = (hash: FileHash) => join(folder, hash.slice(0, 2), hash)

  return {
    async put(source, { maxBytes }) {
      const growing = join(incoming, randomUUID())
      const intake = createIntake(maxBytes)
      try {
        const handle = await open(growing, 'wx', 0o600)
        try {
          for await (const chunk of source) {
            if (!intake.take(chunk)) return { kind: 'too-large' }
            await writeAll(handle, chunk)
          }
          await handle.sync()
        } finally {
          await handle.close()
        }
        const put = await intake.end()
        const path = pathOf(put.hash)
        const isNew = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const at = new Date(clock.now())
        utimesSync(growing, at, at)
        await rename(growing, path)
        await forceFolder(dirname(path))
        if (isNew !== undefined) await forceFolder(folder)
        return put
      } catch (cause) {
        throw storageFault(cause)
      } finally {
        await rm(growing, { force: true })
      }
    },

    async open(hash, range) {
      const path = pathOf(hash)
      const found = await stat(path).catch(() => null)
      if (!found) return null
      return {
        bytes: found.size,
        read: () => createReadStream(path, range ? { start: range.start, end: range.end } : {}),
      }
    },

    async drop(hashes, before) {
      for (const hash of hashes) {
        const path = pathOf(hash)
        const found = statSync(path, { throwIfNoEntry: false })
        if (found && found.mtimeMs < before) unlinkSync(path)
      }
    },

    async *list() {
      for (const name of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(name)) continue
        const hashes = (await readdir(join(folder, name))).filter(isFileHash)
        if (hashes.length > 0) yield hashes
      }
    },
  }
}

/** A short write is no error: the rest has to be written again. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0
  while (written < chunk.length)
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten
}

/** A name is durable once its folder is. Windows forces no folders; there the system keeps names by itself. */
async function forceFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What the disk said as one of our codes; what the source said stays as it is. */
function storageFault(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StorageError('storage-full', 'There is no space left for files.', cause)
  if (code === 'EIO' || code === 'EROFS' || code === 'EACCES' || code === 'EMFILE')
    return new StorageError('storage-failed', 'A file could not be written.', cause)
  return cause
}
