import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  password,
  post,
  startTestServer,
  type TestPerson,
  type TestServer,
} from '../../testing/test-server.ts'

let here: TestServer
let alice: TestPerson
let bob: TestPerson
beforeAll(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
  bob = await here.signUp('bob')
})
afterAll(() => here.server.stop())

async function ask<T = Record<string, unknown>>(
  method: string,
  path: string,
  { by = alice.token, body }: { by?: string | null; body?: object } = {},
): Promise<{ status: number; body: T }> {
  const answer = await here.request(`/api/v1/admin${path}`, {
    method,
    headers: {
      ...(by === null ? {} : { authorization: `Bearer ${by}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T }
}
const change = (person: TestPerson, body: object, by = alice.token) =>
  ask('PATCH', `/people/${person.person}`, { body, by })
type Page = { people: { person: string; name: string }[]; more: boolean; total: number }

/** Every route of the administrators' page: one without a row fails below. */
const hook = { url: 'https://hooks.example.com/', events: ['room.created'], service: 'Market' }
const routes: [string, string, object?][] = [
  ['GET', '/people'],
  ['PATCH', '/people/{person}', { active: true }],
  ['GET', '/tokens'],
  ['POST', '/tokens', { name: 'Market' }],
  ['DELETE', '/tokens/{id}'],
  ['GET', '/settings'],
  ['PATCH', '/settings', {}],
  ['GET', '/health'],
  ['GET', '/webhooks'],
  ['POST', '/webhooks', hook],
  ['DELETE', '/webhooks/{id}'],
  ['POST', '/webhooks/{id}/enable'],
  ['POST', '/webhooks/{id}/ping'],
  ['GET', '/webhooks/{id}/deliveries'],
  ['POST', '/webhooks/{id}/deliveries/{attempt}/redeliver'],
]
const real = (path: string) =>
  path.replace('{attempt}', '1').replaceAll(/\{\w+\}/g, crypto.randomUUID())

describe('[P1] the administrators’ routes', () => {
  test.each(routes)('%s %s is for administrators alone', async (method, path, body) => {
    const given = body ? { body } : {}
    const { secret } = here.server.tokens.add({ name: 'Market', scopes: ['rooms', 'webhooks'] })
    for (const by of [null, 'nothing', secret])
      expect(await ask(method, real(path), { ...given, by })).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      })
    expect(await ask(method, real(path), { ...given, by: bob.token })).toMatchObject({
      status: 403,
      body: { code: 'not-administrator' },
    })
    const { status } = await ask(method, real(path), given)
    expect([200, 404]).toContain(status)
  })

  test('each has its row here', async () => {
    const { paths } = (await (await here.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, object>>
    }
    const head = '/api/v1/admin'
    const found = Object.entries(paths)
      .filter(([path]) => path.startsWith(`${head}/`))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice(head.length)}`),
      )
    expect(found.sort()).toEqual(routes.map(([method, path]) => `${method} ${path}`).sort())
  })
})

describe('[P1] people', () => {
  test('are listed latest first, by pages, and found by a part of name or address', async () => {
    await here.signUp('per_cent')
    const first = await ask<Page>('GET', '/people?limit=2')
    expect(first.body).toMatchObject({
      people: [{ name: 'per_cent' }, { name: 'bob' }],
      more: true,
      total: 3,
    })
    const rest = await ask<Page>('GET', `/people?limit=2&after=${bob.person}`)
    expect(rest.body).toMatchObject({
      people: [{ name: 'alice', handle: 'alice', administrator: true, deactivatedAt: null }],
      more: false,
    })
    const found = await ask<Page>('GET', '/people?search=BOB%40')
    expect(found.body.people.map(({ name }) => name)).toEqual(['bob'])
    const literal = await ask<Page>('GET', '/people?search=r_c')
    expect(literal.body.people.map(({ name }) => name)).toEqual(['per_cent'])
  })

  test('[X4] who is deactivated is out at once and cannot come in, until let in again', async () => {
    const carol = await here.signUp('carol')
    const seat = await here.enter(carol)
    expect(await change(carol, { active: false })).toMatchObject({
      status: 200,
      body: { deactivatedAt: here.clock.now() },
    })
    await seat.closed
    expect(seat.frames.at(-1)).toMatchObject({ t: 'closing', code: 'session-ended' })
    const signIn = () =>
      post(here.request, '/api/v1/sign-in', { email: 'carol@example.com', password })
    const refused = await signIn()
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: 'account-deactivated' },
    ])
    expect(here.server.accounts.sessionsOf(carol.person)).toEqual([])
    const wrong = await post(here.request, '/api/v1/sign-in', {
      email: 'carol@example.com',
      password: 'something else',
    })
    expect(await wrong.json()).toMatchObject({ code: 'sign-in-wrong' })
    await change(carol, { active: true })
    expect((await signIn()).status).toBe(200)
  })

  test('nobody deactivates their own account', async () => {
    expect(await change(alice, { active: false })).toMatchObject({
      status: 409,
      body: { code: 'own-account' },
    })
  })

  test('the right is given and taken, but for the last who has it', async () => {
    expect(await change(alice, { administrator: false })).toMatchObject({
      status: 409,
      body: { code: 'last-administrator' },
    })
    await change(bob, { administrator: true })
    expect((await ask('GET', '/people', { by: bob.token })).status).toBe(200)
    await change(alice, { administrator: false }, bob.token)
    expect((await ask('GET', '/people')).status).toBe(403)
    await change(alice, { administrator: true }, bob.token)
    // A deactivated administrator is none to count on.
    await change(bob, { active: false })
    expect(await change(alice, { administrator: false })).toMatchObject({ status: 409 })
    await change(bob, { active: true })
    await change(bob, { administrator: false })
  })

  test('who is nobody is unknown', async () => {
    const nobody = { ...bob, person: crypto.randomUUID() as TestPerson['person'] }
    expect(await change(nobody, { active: false })).toMatchObject({
      status: 404,
      body: { code: 'person-unknown' },
    })
  })
})

test('[R5] a token is made, shown once, listed and revoked', async () => {
  type Made = { token: { id: string }; secret: string }
  const { body } = await ask<Made>('POST', '/tokens', { body: { name: 'Desk', scopes: ['rooms'] } })
  expect(here.server.tokens.check(body.secret)?.service.name).toBe('Desk')
  const listed = await ask('GET', '/tokens')
  expect(JSON.stringify(listed.body)).toContain(body.token.id)
  expect(JSON.stringify(listed.body)).not.toContain(body.secret)
  expect((await ask('DELETE', `/tokens/${body.token.id}`)).status).toBe(204)
  expect(here.server.tokens.check(body.secret)).toBeNull()
  expect((await ask('DELETE', `/tokens/${body.token.id}`)).status).toBe(404)
})

test('health tells how the server is', async () => {
  const seat = await here.enter(await here.signUp('dora'))
  expect((await ask('GET', '/health')).body).toMatchObject({
    version: '0.0.0',
    now: here.clock.now(),
    sockets: 1,
    waiting: { commands: 0, webhooks: 0 },
    databaseBytes: 1_000,
    freeBytes: null,
    limits: { messageChars: 20_000 },
  })
  seat.ws.close()
})
