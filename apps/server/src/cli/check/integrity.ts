import Database from 'better-sqlite3'

/** What SQLite itself finds wrong with a file: its pages, indexes and references. */
export function integrityFaults(name: string, sqlite: Database.Database): string[] {
  try {
    const found = sqlite.pragma('integrity_check(20)') as { integrity_check: string }[]
    const broken = sqlite.pragma('foreign_key_check') as { table: string; rowid: number | null }[]
    return [
      ...found
        .map((row) => row.integrity_check)
        .filter((text) => text !== 'ok')
        .map((text) => `${name}: ${text.replaceAll('\n', ' ')}`),
      ...broken.map(({ table }) => `${name}: a row of ${table} refers to one that is missing`),
    ]
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError)) throw cause
    return [`${name}: ${cause.message}`]
  }
}
