import sqlite3InitModule, { type SAHPoolUtil, type Sqlite3Static } from '@sqlite.org/sqlite-wasm'
import { checkKey } from '../key.ts'
import { openStore, type OpenedStore, type StoreOptions } from '../open.ts'
import { poolFiles } from './files.ts'

export { storeKey } from '../key.ts'
export type { Found, OpenedStore } from '../open.ts'

/** Two files with their journals, and room for files set aside. */
const capacity = 12

/**
 * A `release` closes both files and lets go of every handle, so that another tab may open them. The store is dead after it.
 * `discard` removes all the person's files, those set aside too: emptied tables would keep their text in free pages.
 */
export type OpenedWasm =
  | (Extract<OpenedStore, { kind: 'open' }> & { release(left: 'keep' | 'discard'): Promise<void> })
  | Exclude<OpenedStore, { kind: 'open' }>
  /** This browser, or this mode of it, keeps no files for a page. */
  | { kind: 'unavailable'; why: string }

/**
 * Opens a person's two files in the origin's private file system. In a dedicated Worker only, and one at a time in all tabs:
 * whoever comes second is told `locked`.
 */
export async function openWasm(options: StoreOptions & { key: string }): Promise<OpenedWasm> {
  const key = checkKey(options.key)
  const missing = whatIsMissing()
  if (missing) return { kind: 'unavailable', why: missing }
  const sqlite = await loadSqlite()
  const met = await openPool(sqlite, `parley-${key}`)
  if (met.kind !== 'pool') return met
  const { pool } = met
  const opened = openStore(poolFiles(sqlite, pool), options)
  if (opened.kind !== 'open') {
    pool.pauseVfs()
    return opened
  }
  const release = async (left: 'keep' | 'discard') => {
    opened.store.cache.close()
    opened.store.outbox.close()
    if (left === 'discard') await pool.removeVfs()
    else pool.pauseVfs()
  }
  return { ...opened, release }
}

let loading: Promise<Sqlite3Static> | null = null
/** One module a Worker: pools register themselves in it by name. */
function loadSqlite(): Promise<Sqlite3Static> {
  return (loading ??= sqlite3InitModule())
}

type Pool =
  | { kind: 'pool'; pool: SAHPoolUtil }
  | { kind: 'locked' }
  | { kind: 'unavailable'; why: string }

async function openPool(sqlite: Sqlite3Static, name: string): Promise<Pool> {
  try {
    const options = {
      name,
      directory: `/parley/${name}`,
      initialCapacity: capacity,
      verbosity: 0,
      // Without this a pool that cannot be opened, because another tab holds it, is DELETED with all that is in it.
      preserveOnInitFailure: true,
      forceReinitIfPreviouslyFailed: true,
    }
    const pool = await sqlite.installOpfsSAHPoolVfs(options)
    await pool.unpauseVfs()
    await pool.reserveMinimumCapacity(Math.max(capacity, pool.getFileCount() + 6))
    return { kind: 'pool', pool }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NoModificationAllowedError')
      return { kind: 'locked' }
    // Private windows of some browsers have the functions and refuse the call.
    return { kind: 'unavailable', why: String(error) }
  }
}

function whatIsMissing(): string | null {
  const storage = globalThis.navigator?.storage as StorageManager | undefined
  if (!storage?.getDirectory) return 'no private file system'
  if (typeof FileSystemFileHandle === 'undefined') return 'no file handles'
  if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype))
    return 'no synchronous file access: not in a Worker, or too old a browser'
  return null
}
