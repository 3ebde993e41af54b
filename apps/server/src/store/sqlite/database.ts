import type { Lineage } from '@parley/protocol'
import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { StorageError } from '../storage-error.ts'
import { migrations } from './migrations.ts'

export type OpenDatabase = {
  sqlite: Database.Database
  db: BetterSQLite3Database
  lineage: Lineage
}

/**
 * Opens the file, creates or migrates it, and keeps it for this process alone until closed. Throws `StorageError`:
 * `storage-newer`, `storage-locked`, `storage-full`, `storage-failed`.
 */
export function openDatabase(file: string, newLineage: () => Lineage): OpenDatabase {
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(file, { timeout: 2_000 })
    // One process owns the file: with the lock held for good, SQLite needs no shared memory beside it.
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma('journal_mode = WAL')
    // An ack means durable (SPEC L2): the log is forced to disk at each commit.
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
    // Words of deleted messages are overwritten, not only unlinked.
    sqlite.pragma('secure_delete = ON')
    sqlite.pragma('cache_size = -65536')
    sqlite.pragma('wal_autocheckpoint = 4000')
    migrate(sqlite, migrations)
    return { sqlite, db: drizzle({ client: sqlite }), lineage: lineageOf(sqlite, newLineage) }
  } catch (error) {
    sqlite?.close()
    throw storageError(error)
  }
}

/**
 * Takes the database to the last version, one transaction a step: killed at any moment, it stands at one version whole and
 * goes on from there the next time.
 */
export function migrate(sqlite: Database.Database, steps: readonly (readonly string[])[]): void {
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  if (version > steps.length)
    throw new StorageError(
      'storage-newer',
      `The database has version ${version}; this version of Parley knows ${steps.length}.`,
    )
  steps.slice(version).forEach((statements, index) => {
    sqlite
      .transaction(() => {
        for (const statement of statements) sqlite.exec(statement)
        sqlite.pragma(`user_version = ${version + index + 1}`)
      })
      .immediate()
  })
}

function lineageOf(sqlite: Database.Database, newLineage: () => Lineage): Lineage {
  sqlite
    .prepare(`INSERT INTO meta (key, value) VALUES ('lineage', ?) ON CONFLICT DO NOTHING`)
    .run(newLineage())
  return sqlite
    .prepare<[], Lineage>(`SELECT value FROM meta WHERE key = 'lineage'`)
    .pluck()
    .get() as Lineage
}

/** What SQLite says went wrong, as one of our codes. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const { code, message } = error
  if (code === 'SQLITE_FULL')
    return new StorageError('storage-full', 'There is no space left for the database.', error)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StorageError('storage-locked', 'Another process has the database open.', error)
  return new StorageError('storage-failed', `The database failed: ${message}`, error)
}

/** True when the storage itself failed; a broken constraint is our own mistake, and one submission's alone. */
export function isStorageFault(error: unknown): boolean {
  if (error instanceof StorageError) return true
  return error instanceof Database.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT')
}
