import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { FolderInUse, Problem } from './problem.ts'

export type DataFolder = {
  /** Absolute. */
  path: string
  /** The main store's file. */
  store: string
  accounts: string
  /** The folder of files' bytes. */
  files: string
  /** Signs cookies and tokens; made with the folder. Losing it signs everyone out. */
  secret: string
  release(): void
}

/**
 * Makes the folder if need be and takes it for this process alone. The lock is one the system holds on an open file, so it
 * ends with the process however that ends. Throws a Problem that names the cause.
 */
export function openDataFolder(path: string): DataFolder {
  const folder = resolve(path)
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Problem(`The data folder ${folder} cannot be written to.`, { cause })
  }
  const release = lock(join(folder, 'lock.sqlite'), folder)
  try {
    return {
      path: folder,
      store: join(folder, 'parley.sqlite'),
      accounts: join(folder, 'accounts.sqlite'),
      files: join(folder, 'files'),
      secret: secretIn(join(folder, 'secret')),
      release,
    }
  } catch (cause) {
    release()
    throw cause
  }
}

/** One level after the other: Node's own recursive mkdir never returns where a parent takes no children, as under /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

function lock(path: string, folder: string): () => void {
  const holder = join(folder, 'lock.pid')
  let database: Database.Database | null = null
  try {
    database = new Database(path, { timeout: 0 })
    database.exec('begin exclusive')
    writeFileSync(holder, String(process.pid))
    const held = database
    return () => void held.close()
  } catch (cause) {
    database?.close()
    const isBusy = cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')
    if (isBusy)
      throw new FolderInUse(
        `The data folder ${folder} is in use by another Parley process${numberIn(holder)}.`,
        { cause },
      )
    throw new Problem(`The data folder ${folder} cannot be locked.`, { cause })
  }
}

/** Which process holds the lock, as it wrote itself down; nothing when it had no time to. */
function numberIn(holder: string): string {
  const text = existsSync(holder) ? readFileSync(holder, 'utf8').trim() : ''
  return /^\d+$/.test(text) ? ` (${text})` : ''
}

function secretIn(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32)
    throw new Problem(`The file ${path} is damaged: it should hold 64 letters.`)
  return secret
}
