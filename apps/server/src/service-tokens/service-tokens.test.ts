import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handClock } from '../testing/hand-clock.ts'
import type { ServiceTokens, TokenId } from './port.ts'
import { openServiceTokens } from './service-tokens.ts'

let database: Database.Database
let clock: ReturnType<typeof handClock>
let tokens: ServiceTokens

beforeEach(() => {
  database = new Database(':memory:')
  clock = handClock(1_000_000)
  tokens = openServiceTokens(database, clock)
})

const rooms = { name: 'Market', scopes: ['rooms'] } as const

test('[R5] a token opens what it is for, and its words are not kept', () => {
  const { token, secret } = tokens.add(rooms)
  expect(secret).toMatch(/^pst_[0-9a-f]{16}_[0-9a-f]{64}$/)
  expect(tokens.check(secret)).toMatchObject({
    id: token.id,
    service: { name: 'Market' },
    scopes: ['rooms'],
  })
  const kept = database.prepare<[], object>('select * from service_token').all()
  expect(JSON.stringify(kept)).not.toContain(secret.slice(-64))
})

test('what is nearly a token opens nothing', () => {
  const { token, secret } = tokens.add(rooms)
  const other = tokens.add(rooms)
  const last = secret.endsWith('0') ? '1' : '0'
  const wrong = [
    '',
    token.id,
    `${secret.slice(0, -1)}${last}`,
    `${secret} `,
    secret.toUpperCase(),
    `pst_${other.token.id}_${secret.slice(-64)}`,
    `pst_0000000000000000_${secret.slice(-64)}`,
  ]
  expect(wrong.map((text) => tokens.check(text))).toEqual(wrong.map(() => null))
})

test('a revoked token opens nothing from then on, and stays listed', () => {
  const { token, secret } = tokens.add(rooms)
  expect(tokens.revoke(token.id)).toBe(true)
  expect(tokens.check(secret)).toBeNull()
  expect(tokens.revoke(token.id)).toBe(false)
  expect(tokens.revoke('nothing' as TokenId)).toBe(false)
  const next = tokens.add(rooms)
  expect(tokens.list(10).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
    [next.token.id, null],
    [token.id, 1_000_000],
  ])
  expect(tokens.list(1)).toHaveLength(1)
})

test('tokens of one name act for one service', () => {
  const first = tokens.check(tokens.add(rooms).secret)
  const second = tokens.check(tokens.add(rooms).secret)
  const other = tokens.check(tokens.add({ ...rooms, name: 'Other' }).secret)
  expect(first?.service).toEqual(second?.service)
  expect(other?.service.key).not.toBe(first?.service.key)
  expect(tokens.services().map(({ name }) => name)).toEqual(['Market', 'Other'])
})

test('when it was used is known to the minute', () => {
  const { secret } = tokens.add(rooms)
  const usedAt = () => tokens.list(1)[0]?.usedAt
  expect(usedAt()).toBeNull()
  tokens.check(secret)
  clock.advance(59_000)
  tokens.check(secret)
  expect(usedAt()).toBe(1_000_000)
  clock.advance(1_000)
  tokens.check(secret)
  expect(usedAt()).toBe(1_060_000)
})

test('tokens are there after a restart', () => {
  const { secret } = tokens.add(rooms)
  expect(openServiceTokens(database, clock).check(secret)).not.toBeNull()
})
