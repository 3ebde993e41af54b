import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Lineage } from '@parley/protocol'
import { openDataFolder } from '../../data-folder.ts'
import { Problem } from '../../problem.ts'
import { openDatabase } from '../../store/sqlite/database.ts'
import type { CliContext } from '../run-cli.ts'
import { partNames } from './manifest.ts'
import { unpack } from './unpack.ts'

/** Made by opening a folder; a folder with nothing else in it counts as empty. */
const ours = /^(?:lock\..*|running\.json|secret|restoring-[0-9a-f]{16})$/
const replaced = /^replaced-/

/**
 * Brings a backup back. Everything is unpacked and verified beside the data before anything of it moves. The lineage is new
 * (SPEC L7), and all sessions end: one that was ended after the backup must not live again.
 */
export async function restore(
  { file: givenFile, data, force }: { file: string; data: string; force: boolean },
  { clock, stdout }: CliContext,
): Promise<void> {
  const file = resolve(givenFile)
  const path = resolve(data)
  if (!existsSync(file)) throw new Problem(`There is no file ${file}.`)
  const folder = openDataFolder(path)
  const fresh = join(path, `restoring-${randomBytes(8).toString('hex')}`)
  try {
    const old = readdirSync(path).filter((name) => !ours.test(name) && !replaced.test(name))
    if (old.length > 0 && !force)
      throw new Problem(
        `The data folder ${path} is not empty: --force keeps what is in it aside and restores.`,
      )
    mkdirSync(fresh, { mode: 0o700 })
    const { madeAt, parley } = await unpack(file, fresh)
    const lineage = beginAnew(join(fresh, 'parley.sqlite'))
    endSessions(join(fresh, 'accounts.sqlite'))
    const aside = old.length > 0 ? keepAside(path, old, clock.now()) : null
    for (const name of partNames) renameSync(join(fresh, name), join(path, name))
    mkdirSync(join(fresh, 'files'), { recursive: true, mode: 0o700 })
    renameSync(join(fresh, 'files'), join(path, 'files'))
    const lines = [
      `Restored the backup of ${madeAt}, made by Parley ${parley}.`,
      ...(aside === null ? [] : [`What was in the folder is kept in ${aside}.`]),
      `Everyone signs in again. Lineage: ${lineage}`,
    ]
    stdout.write(`${lines.join('\n')}\n`)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    folder.release()
  }
}

/** Gives the store another lineage: clients forget what they cached of it and keep what they queued. */
function beginAnew(path: string): Lineage {
  const lineage = randomUUIDv7() as Lineage
  const { sqlite } = openDatabase(path, () => lineage)
  try {
    mustBeSound(sqlite)
    sqlite.prepare(`UPDATE meta SET value = ? WHERE key = 'lineage'`).run(lineage)
  } finally {
    sqlite.close()
  }
  return lineage
}

function endSessions(path: string): void {
  const sqlite = new Database(path)
  try {
    mustBeSound(sqlite)
    sqlite.exec('DELETE FROM session')
  } finally {
    sqlite.close()
  }
}

function mustBeSound(sqlite: Database.Database): void {
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok')
    throw new Problem('The backup holds a damaged database. Nothing was restored.')
}

/** Moves what is there into a folder of its own beside it; the secret goes along, a copy of it is not needed. */
function keepAside(path: string, names: readonly string[], now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const aside = join(path, `replaced-${stamp}`)
  mkdirSync(aside, { mode: 0o700 })
  for (const name of [...names, 'secret']) renameSync(join(path, name), join(aside, name))
  return aside
}
