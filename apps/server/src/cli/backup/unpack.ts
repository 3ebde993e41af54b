import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { isFileHash, type FileHash } from '../../files/file.ts'
import { Problem } from '../../problem.ts'
import { manifestBytes, manifestName, manifestSchema, type Manifest } from './manifest.ts'

/**
 * Unpacks a backup into an existing folder and verifies each part. Only the names of the manifest are written, none longer
 * than announced. Throws a Problem for a file that is damaged or no backup.
 */
export async function unpack(file: string, folder: string): Promise<Manifest> {
  let manifest: Manifest | null = null
  const seen = new Set<string>()
  try {
    const tar = extract()
    const reading = pipeline(createReadStream(file), createGunzip(), tar)
    // It is told by the loop below as well.
    reading.catch(() => {})
    for await (const entry of tar) {
      const { name } = entry.header
      if (!manifest) {
        if (name !== manifestName) throw notOurs(file)
        manifest = await readManifest(entry, file)
        continue
      }
      const hash = name.startsWith('files/') ? name.slice('files/'.length) : ''
      if (isFileHash(hash) && !seen.has(name)) {
        seen.add(name)
        await takeFile(entry, { hash, file, folder })
        continue
      }
      const part = manifest.parts.find((listed) => listed.name === name)
      if (!part || seen.has(name)) throw damaged(file, `it holds an unexpected ${shown(name)}`)
      seen.add(name)
      const found = await writePart(entry, join(folder, part.name), part.bytes)
      if (found !== part.sha256) throw damaged(file, `${name} is not what was backed up`)
    }
    await reading
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw problemOf(cause, file, manifest !== null)
  }
  if (!manifest) throw notOurs(file)
  const missing = manifest.parts.find(({ name }) => !seen.has(name))
  if (missing) throw damaged(file, `${missing.name} is missing`)
  if (seen.size !== manifest.parts.length + manifest.files)
    throw damaged(file, 'some of its files are missing')
  return manifest
}

/** A file's name is what its bytes have to hash to; it lands where the server keeps it. */
async function takeFile(
  entry: AsyncIterable<unknown>,
  { hash, file, folder }: { hash: FileHash; file: string; folder: string },
): Promise<void> {
  const place = join(folder, 'files', hash.slice(0, 2))
  await mkdir(place, { recursive: true, mode: 0o700 })
  const found = await writePart(entry, join(place, hash), Number.MAX_SAFE_INTEGER)
  if (found !== hash) throw damaged(file, `files/${hash} is not what was backed up`)
}

async function readManifest(entry: AsyncIterable<unknown>, file: string): Promise<Manifest> {
  let text = ''
  for await (const chunk of entry) {
    text += String(chunk)
    if (text.length > manifestBytes) throw notOurs(file)
  }
  const json: unknown = JSON.parse(text)
  const format = typeof json === 'object' && json && 'format' in json ? Number(json.format) : 0
  if (format > 1) throw new Problem(`The backup ${file} was made by a newer version of Parley.`)
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) throw damaged(file, 'its list of contents cannot be read')
  return parsed.data
}

/** The SHA-256 of what was written; at most one chunk more than `bytes` is taken. */
async function writePart(
  entry: AsyncIterable<unknown>,
  path: string,
  bytes: number,
): Promise<string> {
  const hash = createHash('sha256')
  let count = 0
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      count += chunk.length
      hash.update(chunk)
      done(count > bytes ? new Error('longer than announced') : null, chunk)
    },
  })
  await pipeline(entry, counting, createWriteStream(path, { mode: 0o600, flush: true }))
  return hash.digest('hex')
}

function problemOf(cause: unknown, file: string, hasManifest: boolean): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ENOENT') return new Problem(`There is no file ${file}.`, { cause })
  if (code === 'ENOSPC') return new Problem('There is no space left to unpack it.', { cause })
  if (code === 'EISDIR' || code === 'EACCES')
    return new Problem(`The file ${file} cannot be read.`, { cause })
  return hasManifest ? damaged(file, 'it ends early or was changed') : notOurs(file)
}

const notOurs = (file: string) => new Problem(`The file ${file} is no backup of Parley.`)
const damaged = (file: string, why: string) =>
  new Problem(`The backup ${file} is damaged: ${why}. Nothing was restored.`)
const shown = (name: string) => name.replace(/\p{C}/gu, '?').slice(0, 80)
