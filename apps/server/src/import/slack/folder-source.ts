import { constants } from 'node:fs'
import { lstat, open, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { readBounded } from './bounded-text.ts'
import { SlackExportError } from './source.ts'
import type { ExportSource, ReadResult, SourceFile, SourceLimits } from './source.ts'

/** Refuses a link that took a file's place after listing, and never hangs on a pipe. Both are 0 where unknown (Windows). */
const plainFileOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export async function openFolder(root: string, limits: SourceLimits): Promise<ExportSource> {
  const files: SourceFile[] = []
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for await (const entry of await opendir(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) waiting.push(path)
      else files.push(await describe(root, path, limits))
      if (files.length > limits.maxFiles)
        throw new SlackExportError('too-many-files', `more than ${limits.maxFiles} files`)
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  return {
    files,
    read: (file) => readFile(root, file, limits),
    close: async () => {},
  }
}

async function describe(root: string, path: string, limits: SourceLimits): Promise<SourceFile> {
  const found = await lstat(join(root, path))
  const refused = !found.isFile() ? 'link' : found.size > limits.maxFileBytes ? 'too-large' : null
  return { path, bytes: found.isFile() ? found.size : 0, refused }
}

async function readFile(root: string, file: SourceFile, limits: SourceLimits): Promise<ReadResult> {
  if (file.refused) return { ok: false, reason: 'unreadable' }
  const handle = await open(join(root, file.path), plainFileOnly).catch(() => null)
  if (!handle) return { ok: false, reason: 'unreadable' }
  try {
    return await readBounded(handle.createReadStream({ autoClose: false }), limits.maxFileBytes)
  } finally {
    await handle.close()
  }
}
