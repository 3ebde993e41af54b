import type Database from 'better-sqlite3'
import type { Instant, PersonId } from '@parley/protocol'
import type { ListedAccount } from './port.ts'

type Row = {
  id: PersonId
  name: string
  email: string
  administrator: number
  createdAt: string
  seenAt: string | null
  deactivatedAt: Instant | null
}

/** What administrators do with accounts, beside what the library knows of them. */
export function openAdministration(database: Database.Database) {
  database.exec(`create table if not exists deactivated (
    person text primary key, at integer not null) strict, without rowid`)
  const known = database.prepare<[string], number>('select 1 from user where id = ?').pluck()
  const deactivated = database
    .prepare<[string], number>('select 1 from deactivated where person = ?')
    .pluck()
  const otherAdministrators = database
    .prepare<[string], number>(
      `select count(*) from user where administrator = 1 and id <> ?
       and id not in (select person from deactivated)`,
    )
    .pluck()
  const isAdministrator = database
    .prepare<[string], number>('select administrator from user where id = ?')
    .pluck()
  const appoint = database.prepare<[number, string]>(
    'update user set administrator = ? where id = ?',
  )
  const close = database.prepare<[string, Instant]>(
    'insert into deactivated values (?, ?) on conflict do nothing',
  )
  const reopen = database.prepare<[string]>('delete from deactivated where person = ?')
  // Ids are UUIDv7, so they sort by when the account was made.
  const columns = `select user.id, user.name, user.email, user.administrator, user.createdAt,
       (select max(updatedAt) from session where userId = user.id) as seenAt,
       deactivated.at as deactivatedAt
     from user left join deactivated on deactivated.person = user.id`
  const one = database.prepare<[string], Row>(`${columns} where user.id = ?`)
  const page = database.prepare<[{ like: string; after: string; limit: number }], Row>(
    `${columns}
     where (user.name like @like escape '\\' or user.email like @like escape '\\') and user.id < @after
     order by user.id desc limit @limit`,
  )
  const wouldBeLast = (person: PersonId) =>
    isAdministrator.get(person) === 1 && otherAdministrators.get(person) === 0

  return {
    isActive: (person: PersonId) => deactivated.get(person) === undefined,
    setAdministrator: database.transaction((person: PersonId, on: boolean) => {
      if (known.get(person) === undefined) return 'unknown' as const
      if (!on && wouldBeLast(person)) return 'last-administrator' as const
      appoint.run(on ? 1 : 0, person)
      return 'done' as const
    }),
    setActive: database.transaction((person: PersonId, on: boolean, now: Instant) => {
      if (known.get(person) === undefined) return 'unknown' as const
      if (!on && wouldBeLast(person)) return 'last-administrator' as const
      if (on) reopen.run(person)
      else close.run(person, now)
      return 'done' as const
    }),
    list: (asked: { search: string; after: PersonId | null; limit: number }): ListedAccount[] =>
      page
        .all({
          like: `%${asked.search.replaceAll(/[\\%_]/g, '\\$&')}%`,
          after: asked.after ?? '~',
          limit: asked.limit,
        })
        .map(listedFrom),
    listed: (person: PersonId): ListedAccount | null => {
      const row = one.get(person)
      return row ? listedFrom(row) : null
    },
  }
}

function listedFrom({ id, createdAt, seenAt, administrator, ...row }: Row): ListedAccount {
  return {
    ...row,
    person: id,
    administrator: administrator === 1,
    madeAt: Date.parse(createdAt),
    seenAt: seenAt === null ? null : Date.parse(seenAt),
  }
}
