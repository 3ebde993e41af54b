import { randomUUIDv7 } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Lineage } from '@parley/protocol'
import type { DataFolder } from './data-folder.ts'
import { Problem } from './problem.ts'
import { storageError } from './store/sqlite/database.ts'
import { createSqliteStore, type SqliteStore } from './store/sqlite/sqlite-store.ts'
import { StorageError } from './store/storage-error.ts'

/** Opens the store's file, made or migrated if need be. Throws a Problem that names what is wrong with it. */
export function openStore(
  { store }: Pick<DataFolder, 'store'>,
  onFault?: (error: unknown) => void,
): SqliteStore {
  try {
    const newLineage = () => randomUUIDv7() as Lineage
    return createSqliteStore({ file: store, newLineage, ...(onFault ? { onFault } : {}) })
  } catch (cause) {
    if (!(cause instanceof StorageError)) throw cause
    throw storageProblem(cause, store)
  }
}

/** The sentence for whoever started us. */
export function storageProblem(cause: StorageError, file: string): Problem {
  return new Problem(sentences[cause.code](file), { cause })
}

const sentences: Record<StorageError['code'], (file: string) => string> = {
  'storage-newer': (file) =>
    `The database ${file} was written by a newer version of Parley. Start that one, or choose another folder with --data.`,
  'storage-locked': (file) => `The database ${file} is in use by another program.`,
  'storage-full': (file) => `There is no space left for the database ${file}.`,
  'storage-failed': (file) =>
    `The database ${file} cannot be read: it is damaged or not a database.`,
}

/** Opens the accounts' file, made if need be. Throws a Problem that names what is wrong with it. */
export function openAccountsDatabase({
  accounts,
}: Pick<DataFolder, 'accounts'>): Database.Database {
  // The driver throws a TypeError of its own for this one.
  if (!existsSync(dirname(accounts))) throw new Problem(`There is no folder ${dirname(accounts)}.`)
  let database: Database.Database | null = null
  try {
    database = new Database(accounts)
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full')
    database.pragma('foreign_keys = on')
    return database
  } catch (cause) {
    database?.close()
    const known = storageError(cause)
    throw known instanceof StorageError ? storageProblem(known, accounts) : cause
  }
}
