/** One prepared statement, shaped as better-sqlite3 shapes it. Values are text, numbers and null. */
export type Statement = {
  run(...values: unknown[]): unknown
  all(...values: unknown[]): unknown[]
  get(...values: unknown[]): unknown
  /** The same statement, giving rows as arrays from here on. */
  raw(): Statement
}

/** One open file under either SQLite: the little of better-sqlite3's shape that the store and drizzle need. */
export type Driver = {
  prepare(sql: string): Statement
  exec(sql: string): void
  inTransaction(): boolean
  close(): void
}

/**
 * What is the matter with a file. `damaged`: its bytes are not what SQLite wrote. `locked`: someone else holds it. `full`: there is
 * no room to write. Null: something
 * else, which is for the caller to throw on.
 */
export type Fault = 'damaged' | 'locked' | 'full' | null

const faults: Record<number, Fault> = {
  5: 'locked',
  6: 'locked',
  11: 'damaged',
  13: 'full',
  26: 'damaged',
}
/** The browser's file system has no code for a quota that is used up: a write that fails there comes out as a plain I/O error. */
const failedWrites = new Set([10, 778, 1546])
const named: Record<string, Fault> = {
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_FULL: 'full',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
}
/** Not a class of its own in SQLite's codes: a page that should be there is not. */
const shortRead = 522

/** better-sqlite3 names its codes, sqlite-wasm numbers them; both put extended codes in (as in SQLITE_CORRUPT_INDEX, 779). */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') {
    if (error.code === 'SQLITE_IOERR_SHORT_READ') return 'damaged'
    return named[error.code.split('_').slice(0, 2).join('_')] ?? null
  }
  if ('resultCode' in error && typeof error.resultCode === 'number')
    return error.resultCode === shortRead
      ? 'damaged'
      : failedWrites.has(error.resultCode)
        ? 'full'
        : (faults[error.resultCode & 0xff] ?? null)
  return null
}

/** Makes a thing at its first use: preparing every statement at once would cost more than the first screen reads. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}
