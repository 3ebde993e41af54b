/**
 * The storage failed; the batch was not written.
 * - `storage-full`: no space is left.
 * - `storage-failed`: reading or writing failed.
 * - `storage-newer`: the database was written by a newer version of Parley.
 * - `storage-locked`: another process has it open.
 */
export type StorageErrorCode =
  | 'storage-full'
  | 'storage-failed'
  | 'storage-newer'
  | 'storage-locked'

export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
