import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { askForBackup } from '../../control.ts'
import { openDataFolder, type DataFolder } from '../../data-folder.ts'
import { copyData } from '../../data-copies.ts'
import { openAccountsDatabase, openStore } from '../../open-stores.ts'
import { FolderInUse, Problem } from '../../problem.ts'
import { requireData } from '../open-data.ts'
import type { CliContext } from '../run-cli.ts'
import { pack } from './pack.ts'

/** Writes the whole of a data folder into one file. A server that runs on it makes the copies itself and goes on meanwhile. */
export async function backup(
  { file: givenFile, data }: { file: string; data: string },
  { clock, version, stdout }: CliContext,
): Promise<void> {
  const file = resolve(givenFile)
  const folder = resolve(data)
  requireData(folder)
  if (existsSync(file)) throw new Problem(`The file ${file} exists already.`)
  const name = `backup-${randomBytes(8).toString('hex')}`
  const copies = join(folder, name)
  mkdirSync(copies, { mode: 0o700 })
  try {
    await copyInto(folder, name)
    copyFileSync(join(folder, 'secret'), join(copies, 'secret'))
    const madeAt = new Date(clock.now())
    const { parts, files } = await pack(file, { folder: copies, parley: version, madeAt })
    const lines = parts.map(({ name, bytes, sha256 }) => `  ${sha256}  ${name}  ${bytes} bytes`)
    const kept = `  ${files} ${files === 1 ? 'file' : 'files'} from rooms and profiles`
    stdout.write(`${[`Backed up to ${file}`, ...lines, kept].join('\n')}\n`)
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

async function copyInto(folder: string, name: string): Promise<void> {
  const taken = take(folder)
  if (!taken) return askForBackup(folder, name)
  try {
    const store = openStore(taken)
    try {
      const accounts = openAccountsDatabase(taken)
      try {
        await copyData({ store, accounts, files: taken.files }, join(folder, name))
      } finally {
        accounts.close()
      }
    } finally {
      store.close()
    }
  } finally {
    taken.release()
  }
}

/** Null when another process has the folder. */
function take(folder: string): DataFolder | null {
  try {
    return openDataFolder(folder)
  } catch (cause) {
    if (cause instanceof FolderInUse) return null
    throw cause
  }
}
