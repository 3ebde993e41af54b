import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../../testing/test-server.ts'
import { scopeNames, type Scope } from '../../service-tokens/scopes.ts'
import { serviceCaller } from './testing/service-caller.ts'

let here: TestServer
let alice: TestPerson
beforeAll(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
})
afterAll(() => here.server.stop())

const room = crypto.randomUUID()
/** Every route of the service API with the scope it asks for: one without a row fails below. */
const routes: [string, string, Scope, object?][] = [
  [
    'POST',
    '/api/v1/rooms',
    'rooms',
    { kind: 'group', client: { email: 'alice@example.com' }, title: 'Plans' },
  ],
  ['GET', '/api/v1/rooms', 'rooms'],
  ['GET', '/api/v1/rooms/{room}', 'rooms'],
  ['PATCH', '/api/v1/rooms/{room}', 'rooms', { title: 'x' }],
  ['POST', '/api/v1/rooms/{room}/members', 'rooms', { people: [{ email: 'alice@example.com' }] }],
  ['DELETE', '/api/v1/rooms/{room}/members/{person}', 'rooms'],
  ['POST', '/api/v1/rooms/{room}/contract', 'rooms', { title: 'x' }],
  ['POST', '/api/v1/rooms/{room}/contract/end', 'rooms'],
  ['POST', '/api/v1/rooms/{room}/messages', 'messages.write', { text: 'x' }],
  ['GET', '/api/v1/rooms/{room}/messages', 'messages.read'],
  ['GET', '/api/v1/webhooks', 'webhooks'],
  [
    'POST',
    '/api/v1/webhooks',
    'webhooks',
    { url: 'https://hooks.example.com/', events: ['room.created'] },
  ],
  ['DELETE', '/api/v1/webhooks/{id}', 'webhooks'],
  ['POST', '/api/v1/webhooks/{id}/enable', 'webhooks'],
  ['POST', '/api/v1/webhooks/{id}/ping', 'webhooks'],
  ['GET', '/api/v1/webhooks/{id}/deliveries', 'webhooks'],
  ['POST', '/api/v1/webhooks/{id}/deliveries/{attempt}/redeliver', 'webhooks'],
]
const real = (path: string) => path.replace('{attempt}', '1').replaceAll(/\{\w+\}/g, room)

async function ask(method: string, path: string, headers: Record<string, string>, body?: object) {
  const answer = await here.request(real(path), {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  return [answer.status, ((await answer.json()) as { code?: string }).code]
}

test.each(routes)(
  '%s %s is for a live token of the scope %s',
  async (method, path, scope, body) => {
    const denied = [401, 'token-wrong']
    expect(await ask(method, path, {}, body)).toEqual(denied)
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
    expect(await ask(method, path, bearer('pst_0_0'), body)).toEqual(denied)
    expect(await ask(method, path, bearer(alice.token), body)).toEqual(denied)
    const cookie = { cookie: alice.cookie, origin: 'http://parley.test' }
    expect(await ask(method, path, cookie, body)).toEqual(denied)
    const others = scopeNames.filter((name) => name !== scope)
    const narrow = serviceCaller(here, { scopes: others })
    expect(await ask(method, path, bearer(narrow.secret), body)).toEqual([403, 'scope-missing'])
    const right = serviceCaller(here, { scopes: [scope] })
    const [status] = await ask(method, path, bearer(right.secret), body)
    expect([200, 404]).toContain(status)
    here.server.tokens.revoke(right.token.id)
    expect(await ask(method, path, bearer(right.secret), body)).toEqual(denied)
    here.clock.advance(60_000)
  },
)

test('every route of the service API has its row here', async () => {
  const described = (await (await here.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { security?: object[] }>>
  }
  const found = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security?.some((each) => 'serviceToken' in each))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  )
  expect(found.sort()).toEqual(routes.map(([method, path]) => `${method} ${path}`).sort())
})

test.each(['/api/v1/session', '/api/v1/sessions', '/api/v1/admin/settings'])(
  'a service token is no session: %s',
  async (path) => {
    const { secret } = serviceCaller(here)
    expect(await ask('GET', path, { authorization: `Bearer ${secret}` })).toEqual([
      401,
      'unauthenticated',
    ])
  },
)

test('a token that may not invite names only people who have an account', async () => {
  const { call } = serviceCaller(here, { scopes: ['rooms'] })
  const answer = await call('POST', '/api/v1/rooms', {
    kind: 'group',
    client: { email: 'alice@example.com' },
    people: [{ email: 'nobody@example.com' }],
    title: 'Plans',
  })
  expect(answer).toMatchObject({ status: 403, body: { code: 'scope-missing' } })
})

test('one token asks so often, and no more', async () => {
  const { call } = serviceCaller(here)
  const answers = await Promise.all(Array.from({ length: 140 }, () => call('GET', '/api/v1/rooms')))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
  here.clock.advance(60_000)
  expect((await call('GET', '/api/v1/rooms')).status).toBe(200)
})

test('an address that guesses is slowed down', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      here.request('/api/v1/rooms', { headers: { authorization: 'Bearer pst_guess' } }),
    ),
  )
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10)
})
