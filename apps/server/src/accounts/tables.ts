import type Database from 'better-sqlite3'
import type { Instant, PersonId } from '@parley/protocol'
import type { Account, ListedSession, SessionId } from './port.ts'

/**
 * What we read and change in the library's tables ourselves, all of it synchronous. Its dates are ISO texts, so they
 * compare as they sort; its booleans are 0 and 1.
 */
export function openTables(database: Database.Database) {
  database.exec(`create table if not exists sample_person (
    person text primary key, password text not null, hash text not null) strict`)
  database.exec('create table if not exists sample_filled (at integer not null) strict')

  const live = database.prepare<
    [string, string],
    { id: SessionId; createdAt: string; expiresAt: string; userAgent: string | null }
  >(
    'select id, createdAt, expiresAt, userAgent from session where userId = ? and expiresAt > ? order by createdAt desc',
  )
  const ended = database.prepare<[string, string], { value: SessionId }>(
    'select value from json_each(?) where value not in (select id from session where expiresAt > ?)',
  )
  const drop = database.prepare<[string, string]>('delete from session where userId = ? and id = ?')
  const others = database.prepare<[string, string], { id: SessionId }>(
    'delete from session where userId = ? and id <> ? returning id',
  )
  const user = database.prepare<
    [string],
    { id: PersonId; name: string; email: string; administrator: number }
  >('select id, name, email, administrator from user where id = ?')
  const promote = database.prepare<[string]>('update user set administrator = 1 where id = ?')
  const confirm = database.prepare<[string, string]>(
    'update user set emailVerified = 1 where id = ? and email = ?',
  )
  const count = database.prepare<[], { people: number }>('select count(*) as people from user')
  const noteSample = database.prepare<[string, string]>(
    `insert into sample_person select userId, ?, password from account
     where userId = ? and providerId = 'credential'`,
  )
  // A changed password drops out by itself: its hash is no longer the one the sample was made with.
  const samples = database.prepare<[], { name: string; email: string; password: string }>(
    `select user.name, user.email, sample_person.password from sample_person
     join user on user.id = sample_person.person
     join account on account.userId = user.id and account.providerId = 'credential'
     where account.password = sample_person.hash order by user.id`,
  )

  const byEmail = database.prepare<[string], { id: PersonId }>(
    'select id from user where email = ?',
  )
  const filled = database.prepare<[], { at: Instant }>('select at from sample_filled')
  const fill = database.prepare<[Instant]>('insert into sample_filled values (?)')

  return {
    sessionsOf: (person: PersonId, now: Instant): ListedSession[] =>
      live.all(person, iso(now)).map((row) => ({
        id: row.id,
        startedAt: Date.parse(row.createdAt),
        endsAt: Date.parse(row.expiresAt),
        device: row.userAgent,
      })),
    endedAmong: (sessions: readonly SessionId[], now: Instant): SessionId[] =>
      ended.all(JSON.stringify(sessions), iso(now)).map((row) => row.value),
    dropSession: (person: PersonId, session: SessionId): boolean =>
      drop.run(person, session).changes > 0,
    dropSessions: (person: PersonId, except: SessionId | null): SessionId[] =>
      others.all(person, except ?? '').map((row) => row.id),
    account(person: PersonId): Account | null {
      const row = user.get(person)
      if (!row) return null
      const { name, email, administrator } = row
      return { person, name, email, administrator: administrator === 1 }
    },
    makeAdministrator: (person: PersonId) => void promote.run(person),
    confirmAddress: (person: PersonId, email: string) =>
      void confirm.run(person, email.toLowerCase()),
    personOf: (email: string) => byEmail.get(email.toLowerCase())?.id ?? null,
    isSampleFilled: () => filled.get() !== undefined,
    markSampleFilled: (at: Instant) => void fill.run(at),
    count: () => count.get()?.people ?? 0,
    noteSample: (person: PersonId, password: string) => void noteSample.run(password, person),
    samplePeople: () => samples.all(),
  }
}

const iso = (at: Instant) => new Date(at).toISOString()
