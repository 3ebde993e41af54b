import type { CacheTx, CachedValue } from '@parley/engine'
import type { Session } from '../session.ts'

type ValueRow = [subject: string, seq: number, value: string]

/** The person's own values, each as JSON under its kind and subject. */
export function valuesOf(session: Session): Pick<CacheTx, 'values' | 'putValue' | 'dropValue'> {
  const list = session.rows(
    'select subject, seq, value from personal_values where kind = ? order by subject',
  )
  const put = session.writes(
    'insert or replace into personal_values (kind, subject, seq, value) values (?, ?, ?, ?)',
  )
  const drop = session.writes('delete from personal_values where kind = ? and subject = ?')
  return {
    values: (kind) =>
      (list().all(kind) as ValueRow[]).map(([subject, seq, value]): CachedValue => ({
        kind,
        subject,
        seq,
        value: JSON.parse(value) as unknown,
      })),
    putValue: ({ kind, subject, seq, value }) =>
      void put().run(kind, subject, seq, JSON.stringify(value)),
    dropValue: (kind, subject) => void drop().run(kind, subject),
  }
}
