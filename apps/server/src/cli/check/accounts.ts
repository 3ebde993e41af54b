import type Database from 'better-sqlite3'

/** Accounts and people stand in two files: each account has its person, and everyone who can act has an account. */
export function accountFaults(store: Database.Database, accounts: Database.Database) {
  const hasTable = accounts
    .prepare<[], number>(
      `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'user'`,
    )
    .pluck()
    .get()
  const ids = hasTable ? accounts.prepare<[], string>('SELECT id FROM user').pluck().all() : []
  const people = store
    .prepare<[], { id: string; kind: string }>(`SELECT id, kind FROM people WHERE kind = 'person'`)
    .all()
  const known = new Set(people.map(({ id }) => id))
  const signIns = new Set(ids)
  return {
    accounts: ids.length,
    faults: [
      ...ids
        .filter((id) => !known.has(id))
        .map((id) => `Account ${id}: it has no person; signing in with it mends that`),
      ...people
        .filter(({ id }) => !signIns.has(id))
        .map(({ id }) => `Person ${id}: they have no account to sign in with`),
    ],
  }
}
