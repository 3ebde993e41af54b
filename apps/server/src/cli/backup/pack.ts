import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack as tarPack } from 'tar-stream'
import { isFileHash } from '../../files/file.ts'
import { manifestName, measure, partNames, type Manifest } from './manifest.ts'

export type PackFrom = {
  /** Holds every part under its own name, and a folder `files` of files by their SHA-256. */
  folder: string
  parley: string
  madeAt: Date
}

/** Packs the parts into one tar.gz that only its owner can read, whole or not at all. */
export async function pack(file: string, { folder, parley, madeAt }: PackFrom): Promise<Manifest> {
  const parts = []
  for (const name of partNames) parts.push({ name, ...(await measure(join(folder, name))) })
  const hashes = (await readdir(join(folder, 'files'))).filter(isFileHash)
  const manifest: Manifest = {
    format: 1,
    parley,
    madeAt: madeAt.toISOString(),
    parts,
    files: hashes.length,
  }
  const growing = join(dirname(file), `.${basename(file)}.part`)
  try {
    const tar = tarPack()
    const written = pipeline(tar, createGzip(), createWriteStream(growing, { mode: 0o600 }))
    // A full disk ends the stream and is told there; nobody waits for the entries then.
    written.catch((cause: Error) => tar.destroy(cause))
    const mtime = madeAt
    tar.entry({ name: manifestName, mtime }, `${JSON.stringify(manifest, null, 2)}\n`)
    for (const { name, bytes } of parts)
      await pipeline(
        createReadStream(join(folder, name)),
        tar.entry({ name, size: bytes, mode: 0o600, mtime }),
      )
    for (const hash of hashes) {
      const path = join(folder, 'files', hash)
      const { size } = await stat(path)
      await pipeline(
        createReadStream(path),
        tar.entry({ name: `files/${hash}`, size, mode: 0o600, mtime }),
      )
    }
    tar.finalize()
    await written
    await toDisk(growing)
    await rename(growing, file)
    return manifest
  } finally {
    await rm(growing, { force: true })
  }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync()
  await handle.close()
}
