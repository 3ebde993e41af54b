import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { SqliteStore } from './store/sqlite/sqlite-store.ts'

/**
 * Copies both databases into a folder by SQLite's online backup, while they are used. The store first: an account made in
 * between then lacks its person, which its next sign-in mends, and never the other way round.
 */
export async function copyDatabases(
  { store, accounts }: { store: Pick<SqliteStore, 'backupTo'>; accounts: Database.Database },
  folder: string,
): Promise<void> {
  await store.backupTo(join(folder, 'parley.sqlite'))
  await accounts.backup(join(folder, 'accounts.sqlite'))
}
