import { stat, statfs } from 'node:fs/promises'
import type { DataFolder } from './data-folder.ts'
import type { StorageState } from './http/admin/health-routes.ts'

/** How much the databases take, with what stands beside them while they are used, and how much the disk has left. */
export async function storageState(
  { path, store, accounts }: Pick<DataFolder, 'path' | 'store' | 'accounts'>,
  backupAt: number | null,
): Promise<StorageState> {
  const files = [store, accounts].flatMap((file) => [file, `${file}-wal`])
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  const free = await statfs(path).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
  return { databaseBytes: sizes.reduce((sum, size) => sum + size, 0), freeBytes: free, backupAt }
}
