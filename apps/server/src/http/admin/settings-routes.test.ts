import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../../testing/test-server.ts'

const path = '/api/v1/admin/settings'
let here: TestServer
let alice: TestPerson
let bob: TestPerson

beforeAll(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
  bob = await here.signUp('bob')
})
afterAll(() => here.server.stop())

async function ask(method: 'GET' | 'PATCH', token: string | null, body?: object) {
  const answer = await here.request(path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return [answer.status, await answer.json()]
}

test('[P1] an administrator closes sign-up, and it is closed at once', async () => {
  expect(await ask('GET', alice.token)).toEqual([
    200,
    { signUp: 'open', signUpForcedClosed: false },
  ])
  expect(await ask('PATCH', alice.token, { signUp: 'closed' })).toMatchObject([
    200,
    { signUp: 'closed' },
  ])
  const server = await (await here.request('/api/v1/server')).json()
  expect(server).toMatchObject({ signUp: { open: false } })
  await expect(here.signUp('carol')).rejects.toThrow('sign-up-closed')
  await ask('PATCH', alice.token, { signUp: 'open' })
  await here.signUp('carol')
})

test.each(['GET', 'PATCH'] as const)('%s is for administrators', async (method) => {
  const body = method === 'PATCH' ? { signUp: 'closed' } : undefined
  expect(await ask(method, null, body)).toMatchObject([401, { code: 'unauthenticated' }])
  expect(await ask(method, 'nothing', body)).toMatchObject([401, { code: 'unauthenticated' }])
  expect(await ask(method, bob.token, body)).toMatchObject([403, { code: 'not-administrator' }])
})

test('what is no setting is refused, and changes nothing', async () => {
  expect(await ask('PATCH', alice.token, { signUp: 'maybe' })).toMatchObject([
    400,
    { code: 'bad-frame' },
  ])
  expect(await ask('PATCH', alice.token, { other: 1 })).toMatchObject([400, { code: 'bad-frame' }])
  expect(await ask('GET', alice.token)).toMatchObject([200, { signUp: 'open' }])
})
