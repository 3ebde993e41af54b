import Database from 'better-sqlite3'

/** What SQLite itself finds wrong with the pages and indexes of a file; after that its rows say nothing. */
export function integrityFaults(name: string, sqlite: Database.Database): string[] {
  try {
    const found = sqlite.pragma('integrity_check(20)') as { integrity_check: string }[]
    return found
      .map((row) => row.integrity_check)
      .filter((text) => text !== 'ok')
      .map((text) => `${name}: ${text.replaceAll('\n', ' ')}`)
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError)) throw cause
    return [`${name}: ${cause.message}`]
  }
}

/** Rows that refer to others which are missing. */
export function referenceFaults(name: string, sqlite: Database.Database): string[] {
  const broken = sqlite.pragma('foreign_key_check') as { table: string }[]
  return broken.map(({ table }) => `${name}: a row of ${table} refers to one that is missing`)
}
