import { Entry, getFileNameLowLevel, openPromise, validateFileName } from 'yauzl'
import type { ZipFile } from 'yauzl'
import { readBounded } from './bounded-text.ts'
import { SlackExportError } from './source.ts'
import type { ExportSource, ReadResult, SourceFile, SourceLimits } from './source.ts'

/** What reading an entry needs, without the buffers and dates of a whole `Entry`: an export can have 100,000 of them. */
type Stored = Pick<
  Entry,
  | 'compressedSize'
  | 'uncompressedSize'
  | 'compressionMethod'
  | 'generalPurposeBitFlag'
  | 'relativeOffsetOfLocalHeader'
>

const fileKind = 0o170000
const linkKind = 0o120000
const unix = 3

/** Lists the central directory once, then inflates one entry at a time, straight into memory. */
export async function openZip(path: string, limits: SourceLimits): Promise<ExportSource> {
  // Names are decoded here, one by one: yauzl's own check would end the whole archive at the first bad name.
  const zip = await openPromise(path, {
    autoClose: false,
    lazyEntries: true,
    decodeStrings: false,
  }).catch((cause: unknown) => {
    throw new SlackExportError('broken-zip', 'neither a folder nor a readable zip file', cause)
  })
  const stored = new Map<SourceFile, Stored>()
  try {
    for await (const entry of zip.eachEntry()) {
      const file = describe(entry, limits)
      if (!file) continue
      stored.set(file, keep(entry))
      if (stored.size > limits.maxFiles)
        throw new SlackExportError('too-many-files', `more than ${limits.maxFiles} files`)
    }
  } catch (cause) {
    zip.close()
    if (cause instanceof SlackExportError) throw cause
    throw new SlackExportError('broken-zip', 'the zip file ends too early or is damaged', cause)
  }
  return {
    files: [...stored.keys()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    read: (file) => readEntry(zip, file, stored.get(file), limits),
    close: async () => zip.close(),
  }
}

function describe(entry: Entry, limits: SourceLimits): SourceFile | null {
  const path = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  )
  if (path.endsWith('/')) return null
  const bytes = entry.uncompressedSize
  if (validateFileName(path) !== null || path.includes('\0'))
    return { path, bytes, refused: 'unsafe-path' }
  if (isLink(entry)) return { path, bytes, refused: 'link' }
  return { path, bytes, refused: bytes > limits.maxFileBytes ? 'too-large' : null }
}

function isLink(entry: Entry): boolean {
  const mode = entry.externalFileAttributes >>> 16
  return entry.versionMadeBy >>> 8 === unix && (mode & fileKind) === linkKind
}

function keep(entry: Entry): Stored {
  const { compressedSize, uncompressedSize, compressionMethod } = entry
  const { generalPurposeBitFlag, relativeOffsetOfLocalHeader } = entry
  return {
    compressedSize,
    uncompressedSize,
    compressionMethod,
    generalPurposeBitFlag,
    relativeOffsetOfLocalHeader,
  }
}

async function readEntry(
  zip: ZipFile,
  file: SourceFile,
  stored: Stored | undefined,
  limits: SourceLimits,
): Promise<ReadResult> {
  if (!stored || file.refused) return { ok: false, reason: 'unreadable' }
  // yauzl itself fails the stream when the inflated size is not the announced one.
  const stream = await zip
    .openReadStreamPromise(Object.assign(Object.create(Entry.prototype), stored))
    .catch(() => null)
  if (!stream) return { ok: false, reason: 'unreadable' }
  return readBounded(stream, limits.maxFileBytes)
}
