import type { Database } from 'better-sqlite3'
import type { Instant } from '@parley/protocol'
import type { Service } from '../service-tokens/port.ts'

/** For so long a key brings its first answer back. */
const keptMs = 30 * 24 * 60 * 60 * 1000

export type FirstAnswer = { digest: string; answer: string }

/**
 * What calls with an idempotency key were answered, as JSON texts. A call that was done but whose answer was not kept, because
 * the process died between, is done again under the same command ids: the store then gives its own first answers.
 */
export type FirstAnswers = {
  find(service: Service, key: string, now: Instant): FirstAnswer | null
  keep(service: Service, key: string, first: FirstAnswer, now: Instant): void
}

export function openFirstAnswers(database: Database): FirstAnswers {
  database.exec(`create table if not exists service_answer (
    service text not null, key text not null, digest text not null, answer text not null,
    at integer not null, primary key (service, key)) strict, without rowid`)
  database.exec('create index if not exists service_answer_by_at on service_answer (at)')
  const find = database.prepare<[string, string, Instant], FirstAnswer>(
    'select digest, answer from service_answer where service = ? and key = ? and at > ?',
  )
  const insert = database.prepare<[string, string, string, string, Instant]>(
    'insert or replace into service_answer values (?, ?, ?, ?, ?)',
  )
  const prune = database.prepare<[Instant]>('delete from service_answer where at <= ?')
  return {
    find: ({ name }, key, now) => find.get(name, key, now - keptMs) ?? null,
    keep: database.transaction(
      ({ name }: Service, key: string, first: FirstAnswer, now: Instant) => {
        prune.run(now - keptMs)
        insert.run(name, key, first.digest, first.answer, now)
      },
    ),
  }
}
