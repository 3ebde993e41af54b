import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { linkFiles } from './files/link-files.ts'
import type { SqliteStore } from './store/sqlite/sqlite-store.ts'

/**
 * Copies both databases into a folder by SQLite's online backup, while they are used, then the files that `files` holds. The
 * store first: an account made in between then lacks its person, which its next sign-in mends, and bytes are there for every
 * row that names some, as long as nothing is removed meanwhile.
 */
export async function copyData(
  {
    store,
    accounts,
    files,
  }: { store: Pick<SqliteStore, 'backupTo'>; accounts: Database.Database; files: string },
  folder: string,
): Promise<void> {
  await store.backupTo(join(folder, 'parley.sqlite'))
  await accounts.backup(join(folder, 'accounts.sqlite'))
  await linkFiles(files, join(folder, 'files'))
}
