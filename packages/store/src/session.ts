import { StorageFull, type Sync } from '@parley/engine'
import type { Database, RunResult } from 'better-sqlite3'
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session'
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { faultOf, lazy, type Driver, type Statement } from './driver.ts'

/** A file with drizzle on it. Queries are drizzle's but on the hot paths, where the driver runs the SQL itself. */
export type Session = {
  db: BaseSQLiteDatabase<'sync', RunResult>
  /** A statement giving rows as arrays, prepared at first use and kept. */
  rows(sql: string): () => Statement
  /** The same for one that gives nothing. */
  writes(sql: string): () => Statement
  /** All or nothing, one at a time; throws `StorageFull` for want of room. `onFailure` hears why a transaction was taken back. */
  tx<T>(fn: () => Sync<T>): Sync<T>
  close(): void
}

export function openSession(driver: Driver, onFailure: (error: unknown) => void): Session {
  const dialect = new SQLiteSyncDialect()
  // drizzle's session asks of a client only `prepare` and `transaction`, and we never call the second: `tx` below serves both
  // drivers. Its parameter type is the whole of better-sqlite3, which no shim can be.
  const client = driver as unknown as Database
  const session = new BetterSQLiteSession<Record<string, never>, Record<string, never>>(
    client,
    dialect,
    undefined,
  )
  const begin = lazy(() => driver.prepare('begin'))
  const commit = lazy(() => driver.prepare('commit'))
  let running = false
  return {
    db: new BaseSQLiteDatabase('sync', dialect, session, undefined),
    rows: (sql) => lazy(() => driver.prepare(sql).raw()),
    writes: (sql) => lazy(() => driver.prepare(sql)),
    tx(fn) {
      if (running) throw new Error('a transaction inside a transaction')
      running = true
      try {
        begin().run()
        const result = fn()
        commit().run()
        return result
      } catch (error) {
        // A full disk may have ended the transaction already.
        if (driver.inTransaction()) driver.exec('rollback')
        onFailure(error)
        throw faultOf(error) === 'full' ? new StorageFull(error) : error
      } finally {
        running = false
      }
    },
    close: () => driver.close(),
  }
}
