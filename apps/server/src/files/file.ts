import type { FileId, Instant, PersonId, RoomId } from '@parley/protocol'

/** SHA-256 of a file's bytes in lower-case hex: where the bytes are kept, and proof that they are whole (P-12). */
export type FileHash = string & { readonly brand: 'FileHash' }

const hash = /^[0-9a-f]{64}$/
export const isFileHash = (text: string): text is FileHash => hash.test(text)

/**
 * What is known of a file beside its bytes. Its name is what people called it: shown, never part of a path.
 * - `small`: a smaller picture of it for lists; null when there is none.
 * - `room`: the room whose members may fetch it; null while it belongs to its owner alone.
 */
export type StoredFile = {
  id: FileId
  hash: FileHash
  small: FileHash | null
  owner: PersonId
  room: RoomId | null
  name: string
  /** A media type that was found in the bytes, never one that was told. */
  type: string
  bytes: number
  createdAt: Instant
}
