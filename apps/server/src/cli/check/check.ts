import { randomUUIDv7 } from 'node:crypto'
import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { Lineage } from '@parley/protocol'
import { openDataFolder, type DataFolder } from '../../data-folder.ts'
import { openAccountsDatabase, storageProblem } from '../../open-stores.ts'
import { openDatabase } from '../../store/sqlite/database.ts'
import { StorageError } from '../../store/storage-error.ts'
import { requireData } from '../open-data.ts'
import type { CliContext } from '../run-cli.ts'
import { accountFaults } from './accounts.ts'
import { integrityFaults, referenceFaults } from './integrity.ts'
import { checkMessages } from './messages.ts'
import { personalFaults } from './personal.ts'
import { checkRooms } from './rooms.ts'

/** Faults that are printed one by one; of more, the number. */
const shownFaults = 20

/**
 * Looks through both databases, prints what is in them and what is wrong, a line each. False when anything is. The folder
 * is taken for this process alone, so that what is read is one state.
 */
export async function check(
  { data }: { data: string },
  { stdout }: Pick<CliContext, 'stdout'>,
): Promise<boolean> {
  requireData(data)
  const folder = openDataFolder(data)
  try {
    const store = openSound(folder)
    const accounts = existsSync(folder.accounts) ? openAccountsDatabase(folder) : null
    try {
      const { counts, faults } = look(store, accounts)
      const shown = faults.slice(0, shownFaults)
      const more = faults.length - shown.length
      const lines = [
        ...shown,
        ...(more === 0 ? [] : [`and ${more} more`]),
        counts,
        faults.length === 0 ? 'Everything is sound.' : `Faults: ${faults.length}`,
      ]
      stdout.write(`${lines.join('\n')}\n`)
      return faults.length === 0
    } finally {
      store.close()
      accounts?.close()
    }
  } finally {
    folder.release()
  }
}

function look(store: Database.Database, accounts: Database.Database | null) {
  const damaged = [
    ...integrityFaults('parley.sqlite', store),
    ...(accounts ? integrityFaults('accounts.sqlite', accounts) : []),
  ]
  // Rows of a damaged file say nothing about anything else.
  if (damaged.length > 0) return { counts: 'The rows were not looked at.', faults: damaged }
  const rooms = checkRooms(store)
  const messages = checkMessages(store)
  const people = store.prepare<[], number>('SELECT count(*) FROM people').pluck().get() ?? 0
  const signIns = accounts ? accountFaults(store, accounts) : { accounts: 0, faults: [] }
  return {
    counts: `Rooms: ${rooms.rooms}, entries: ${rooms.entries}, messages: ${messages.messages}, people: ${people}, accounts: ${signIns.accounts}`,
    faults: [
      ...referenceFaults('parley.sqlite', store),
      ...(accounts ? referenceFaults('accounts.sqlite', accounts) : []),
      ...rooms.faults,
      ...messages.faults,
      ...personalFaults(store),
      ...signIns.faults,
    ],
  }
}

/** The store's file as the server opens it. Throws a Problem where that cannot be done at all. */
function openSound({ store }: DataFolder): Database.Database {
  try {
    // Only a file that was left empty has none yet.
    return openDatabase(store, () => randomUUIDv7() as Lineage).sqlite
  } catch (cause) {
    if (cause instanceof StorageError) throw storageProblem(cause, store)
    throw cause
  }
}
