import type { SAHPoolUtil, Sqlite3Static } from '@sqlite.org/sqlite-wasm'
import type { Driver } from '../driver.ts'
import type { Files, Role } from '../open.ts'
import { wasmDriver } from './driver.ts'

type Sqlite = Sqlite3Static
type Db = InstanceType<Sqlite['oo1']['DB']>

/** Files of one pool in OPFS: the pool is the person's, so the names need no key. */
export function poolFiles(sqlite: Sqlite, pool: SAHPoolUtil): Files {
  const path = (role: Role, number: number) => `/${role}-${number}.sqlite`
  return {
    numbers: (role) => {
      const pattern = new RegExp(`^/${role}-(\\d+)\\.sqlite$`)
      return pool.getFileNames().flatMap((name) => Number(pattern.exec(name)?.[1] ?? []))
    },
    open(role, number, how) {
      return opened(sqlite, new pool.OpfsSAHPoolDb(path(role, number)), role, how)
    },
    remove(role, number) {
      pool.unlink(path(role, number))
      pool.unlink(`${path(role, number)}-journal`)
    },
  }
}

/** Sets the file up and puts the shim on it. */
export function opened(sqlite: Sqlite, db: Db, role: Role, how: 'whole' | 'damaged'): Driver {
  try {
    if (how === 'damaged') db.exec('pragma writable_schema = on')
    else {
      db.exec('pragma locking_mode = exclusive')
      // The pool has no shared memory for a WAL; a kept journal spares it a file made at each commit.
      db.exec('pragma journal_mode = truncate')
      db.exec(`pragma synchronous = ${role === 'outbox' ? 'full' : 'normal'}`)
      db.exec('pragma temp_store = memory')
      db.exec('pragma cache_size = -16384')
    }
    return wasmDriver(db, () => sqlite.capi.sqlite3_get_autocommit(db) === 0)
  } catch (error) {
    db.close()
    throw error
  }
}
