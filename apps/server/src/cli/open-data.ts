import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openAccounts } from '../accounts/accounts.ts'
import { createPasswords } from '../accounts/passwords.ts'
import type { PeopleDeps } from '../accounts/people.ts'
import type { Accounts } from '../accounts/port.ts'
import type { Clock } from '../clock.ts'
import { openDataFolder } from '../data-folder.ts'
import { openAccountsDatabase, openStore } from '../open-stores.ts'
import { Problem } from '../problem.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import type { SqliteStore } from '../store/sqlite/sqlite-store.ts'

export type OpenData = { store: SqliteStore; accounts: Accounts; people: PeopleDeps }

/**
 * Opens the folder as the server does, for this process alone, for as long as `run` takes. Throws a Problem when another
 * process has it.
 */
export async function withData<T>(
  { data, clock }: { data: string; clock: Pick<Clock, 'now'> },
  run: (open: OpenData) => Promise<T>,
): Promise<T> {
  const folder = openDataFolder(data)
  const closing = [folder.release]
  const close = () => closing.toReversed().forEach((undo) => undo())
  try {
    const store = openStore(folder, (error) => {
      throw error
    })
    closing.push(() => store.close())
    const database = openAccountsDatabase(folder)
    closing.push(() => void database.close())
    const accounts = await openAccounts({
      database,
      secret: folder.secret,
      // Nothing here answers a browser; the library wants an address all the same.
      url: 'http://localhost',
      origins: [],
      passwords: createPasswords(),
      attempts: { perMinute: 1 },
      onError: () => {},
      clock,
      onEnded: () => {},
    })
    const { submit } = createGroupCommit(store, { schedule: setImmediate, onCommitted: () => {} })
    return await run({ store, accounts, people: { read: store.read, submit, clock } })
  } finally {
    close()
  }
}

/** Throws a Problem for a folder no server or command ever wrote to, so that a misspelt one is not made. */
export function requireData(data: string): void {
  if (!existsSync(join(data, 'parley.sqlite')))
    throw new Problem(`There is no Parley data in ${data}.`)
}
