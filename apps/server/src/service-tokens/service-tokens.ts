import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { limits, type Instant } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { ListedToken, Service, ServiceTokens, TokenId } from './port.ts'
import { scopeNames, scopeSchema, type Scope } from './scopes.ts'

export const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(limits.nameChars),
  scopes: z
    .array(scopeSchema)
    .min(1)
    .default([...scopeNames]),
})

/** `pst_`, 16 letters of its id, 64 of its secret: found by the one, proven by the other; scanners know it by its head. */
const shape = /^pst_([0-9a-f]{16})_([0-9a-f]{64})$/

/** When a token was used is written at most so often: it is asked for by people, not by programs. */
const usedEveryMs = 60_000

type Row = {
  id: TokenId
  name: string
  key: string
  scopes: string
  hash: Buffer
  madeAt: Instant
  usedAt: Instant | null
  revokedAt: Instant | null
}

/** The tokens in the accounts' file. */
export function openServiceTokens(
  database: Database,
  clock: Pick<Clock, 'now'>,
  random: (bytes: number) => Buffer = randomBytes,
): ServiceTokens {
  database.exec(`create table if not exists service (
    name text primary key, key text not null unique) strict, without rowid`)
  database.exec(`create table if not exists service_token (
    id text primary key, service text not null references service (name), scopes text not null,
    hash blob not null, made_at integer not null, used_at integer, revoked_at integer) strict, without rowid`)
  const columns = `id, name, key, scopes, hash, made_at as madeAt, used_at as usedAt, revoked_at as revokedAt`
  const from = `from service_token join service on name = service`
  const byId = database.prepare<[string], Row>(`select ${columns} ${from} where id = ?`)
  const all = database.prepare<[number], Row>(
    `select ${columns} ${from} order by revoked_at is not null, made_at desc, id limit ?`,
  )
  const services = database.prepare<[], Service>('select name, key from service order by name')
  const keep = database.prepare<[string, string]>(
    'insert into service values (?, ?) on conflict do nothing',
  )
  const insert = database.prepare<[string, string, string, Buffer, Instant]>(
    'insert into service_token (id, service, scopes, hash, made_at) values (?, ?, ?, ?, ?)',
  )
  const end = database.prepare<[Instant, string]>(
    'update service_token set revoked_at = ? where id = ? and revoked_at is null',
  )
  const use = database.prepare<[Instant, string]>(
    'update service_token set used_at = ? where id = ?',
  )

  const add = database.transaction(
    ({ name, scopes }: { name: string; scopes: readonly Scope[] }) => {
      const id = random(8).toString('hex') as TokenId
      const secret = `pst_${id}_${random(32).toString('hex')}`
      keep.run(name, random(16).toString('hex'))
      insert.run(id, name, JSON.stringify(scopes), digest(secret), clock.now())
      const row = byId.get(id)
      if (!row) throw new Error('a token was not kept')
      return { token: listed(row), secret }
    },
  )

  return {
    add,
    list: (limit) => all.all(limit).map(listed),
    revoke: (id) => end.run(clock.now(), id).changes > 0,
    check(secret) {
      const id = shape.exec(secret)?.[1]
      const row = id === undefined ? undefined : byId.get(id)
      if (!row || !timingSafeEqual(row.hash, digest(secret)) || row.revokedAt !== null) return null
      const now = clock.now()
      if (row.usedAt === null || now - row.usedAt >= usedEveryMs) use.run(now, row.id)
      const { name, key } = row
      return { id: row.id, service: { name, key }, scopes: scopesOf(row) }
    },
    services: () => services.all(),
  }
}

const digest = (secret: string) => hash('sha256', secret, 'buffer')

function listed(row: Row): ListedToken {
  const { id, name, madeAt, usedAt, revokedAt } = row
  return { id, name, scopes: scopesOf(row), madeAt, usedAt, revokedAt }
}

/** A scope of another version opens nothing here. */
function scopesOf({ scopes }: Row): Scope[] {
  return z
    .array(z.string())
    .parse(JSON.parse(scopes))
    .flatMap((name) => scopeSchema.safeParse(name).data ?? [])
}
