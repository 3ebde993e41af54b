import { fileTypeFromBuffer } from 'file-type'

/** As many first bytes as the longest signature needs. */
export const sniffBytes = 4_100

const unknown = 'application/octet-stream'

/** Media types that a browser shows without running anything of theirs. */
export const pictureTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
])

/** The media type that the first bytes of a file say; names and told types are not asked. */
export async function sniff(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  return found?.mime ?? unknown
}
