import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Driver } from '../driver.ts'
import type { Files, Role } from '../open.ts'

/** How long to wait for a former process to let go of its files, in milliseconds. */
const lockMs = 1_000

/** Files `KEY.ROLE-N.sqlite` in one folder, in WAL, held by one process at a time. */
export function nativeFiles(dir: string, key: string): Files {
  const path = (role: Role, number: number) => join(dir, `${key}.${role}-${number}.sqlite`)
  return {
    numbers(role) {
      const pattern = new RegExp(`^${key}\\.${role}-(\\d+)\\.sqlite$`)
      mkdirSync(dir, { recursive: true })
      return readdirSync(dir).flatMap((name) => Number(pattern.exec(name)?.[1] ?? []))
    },
    open(role, number, how) {
      const db = new Database(path(role, number), { timeout: lockMs })
      try {
        if (how === 'damaged') {
          // A truncated file is refused whole otherwise.
          db.unsafeMode(true)
          db.pragma('writable_schema = on')
          return driverOf(db)
        }
        // Held from the first read on: no second process can slip in, and no lock is taken at each transaction.
        db.pragma('locking_mode = exclusive')
        db.pragma('journal_mode = wal')
        db.pragma(`synchronous = ${role === 'outbox' ? 'full' : 'normal'}`)
        return driverOf(db)
      } catch (error) {
        db.close()
        throw error
      }
    },
    remove(role, number) {
      for (const suffix of ['', '-wal', '-shm', '-journal'])
        rmSync(path(role, number) + suffix, { force: true })
    },
  }
}

export function driverOf(db: Database.Database): Driver {
  return {
    prepare: (sql) => db.prepare(sql),
    exec: (sql) => void db.exec(sql),
    inTransaction: () => db.inTransaction,
    close: () => void db.close(),
  }
}
