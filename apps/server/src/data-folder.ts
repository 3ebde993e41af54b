import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from './problem.ts'

export type DataFolder = {
  /** The main store's file. */
  store: string
  accounts: string
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
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Problem(`The data folder ${folder} cannot be written to.`, { cause })
  }
  const release = lock(join(folder, 'lock.sqlite'), folder)
  try {
    return {
      store: join(folder, 'parley.sqlite'),
      accounts: join(folder, 'accounts.sqlite'),
      secret: secretIn(join(folder, 'secret')),
      release,
    }
  } catch (cause) {
    release()
    throw cause
  }
}

function lock(path: string, folder: string): () => void {
  let database: Database.Database | null = null
  try {
    database = new Database(path, { timeout: 0 })
    database.exec('begin exclusive')
    const held = database
    return () => void held.close()
  } catch (cause) {
    database?.close()
    const isBusy = cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')
    throw new Problem(
      isBusy
        ? `The data folder ${folder} is in use by another Parley process.`
        : `The data folder ${folder} cannot be locked.`,
      { cause },
    )
  }
}

function secretIn(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32)
    throw new Problem(`The file ${path} is damaged: it should hold 64 letters.`)
  return secret
}
