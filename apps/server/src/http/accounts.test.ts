import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  origin,
  password,
  post,
  setupCode,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'

let here: TestServer
beforeEach(async () => {
  here = await startTestServer()
})
afterEach(() => here.server.stop())

const alice = { name: 'Alice', email: 'alice@example.com', password }
const bob = { name: 'Bob', email: 'bob@example.com', password }
const ask = (path: string, body: object, headers = {}) => post(here.request, path, body, headers)
/** What the routes answer, as far as these tests look into it. */
type Answer = {
  token: string | null
  administrator: boolean
  signUp: object
}
const bodyOf = async (answer: Response) => (await answer.json()) as Answer
const read = async (answer: Response) => [answer.status, await answer.json()]

describe('[P0] the first account', () => {
  test.each([undefined, null, '', 'wrong-code-here'])(
    'needs the set-up code, not %j',
    async (code) => {
      const answer = await ask('/api/v1/sign-up', { ...alice, setupCode: code })
      expect(await read(answer)).toMatchObject([403, { code: 'setup-code-wrong' }])
      expect(here.server.accounts.count()).toBe(0)
    },
  )

  test('becomes administrator, the next ones do not and need no code', async () => {
    const asked = () => here.request('/api/v1/server').then(bodyOf)
    expect((await asked()).signUp).toEqual({ open: true, needsSetupCode: true })
    const first = await ask('/api/v1/sign-up', { ...alice, setupCode })
    expect(await read(first)).toMatchObject([200, { administrator: true, email: alice.email }])
    expect((await asked()).signUp).toEqual({ open: true, needsSetupCode: false })
    const second = await ask('/api/v1/sign-up', bob)
    expect(await read(second)).toMatchObject([200, { administrator: false }])
  })

  test('is one, even when two come at once', async () => {
    const answers = await Promise.all(
      [alice, bob].map((person) => ask('/api/v1/sign-up', { ...person, setupCode })),
    )
    const people = await Promise.all(answers.map(bodyOf))
    expect(people.filter(({ administrator }) => administrator)).toHaveLength(1)
  })
})

test('[P0] sign-up can be closed', async () => {
  await here.server.stop()
  here = await startTestServer({ signUp: { open: false, setupCode } })
  await ask('/api/v1/sign-up', { ...alice, setupCode })
  const answer = await ask('/api/v1/sign-up', { ...bob, setupCode })
  expect(await read(answer)).toMatchObject([403, { code: 'sign-up-closed' }])
})

test('signing up makes the person that others find, each under a handle of their own', async () => {
  await ask('/api/v1/sign-up', { ...alice, setupCode, timeZone: 'Europe/Berlin' })
  await ask('/api/v1/sign-up', { ...bob, name: 'Alice' })
  const { read: store } = here.server.sample
  expect(store.findPerson('ALICE@example.com')).toMatchObject({
    handle: 'alice',
    timeZone: 'Europe/Berlin',
  })
  expect(store.findPerson('bob@example.com')).toMatchObject({ handle: 'alice2', kind: 'person' })
})

test('an account without its person, left by a crash between the two files, is mended by signing in', async () => {
  const account = { ...alice, administrator: false, sample: false }
  const person = await here.server.accounts.create(account)
  expect(here.server.sample.read.person(person)).toBeNull()
  await ask('/api/v1/sign-in', alice)
  expect(here.server.sample.read.person(person)).toMatchObject({ name: 'Alice' })
})

test('a wrong password and an unknown address get one answer', async () => {
  await ask('/api/v1/sign-up', { ...alice, setupCode })
  const wrong = await read(await ask('/api/v1/sign-in', { ...alice, password: 'wrong horse' }))
  const unknown = await read(await ask('/api/v1/sign-in', bob))
  expect(wrong).toEqual(unknown)
  expect(wrong).toMatchObject([401, { code: 'sign-in-wrong' }])
})

test('passwords are stored as argon2id only, and short ones not at all', async () => {
  const short = await ask('/api/v1/sign-up', { ...alice, setupCode, password: '1234567' })
  expect(await read(short)).toMatchObject([422, { code: 'password-short' }])
  await ask('/api/v1/sign-up', { ...alice, setupCode })
  const rows = here.accountsDatabase.prepare('select * from account').all()
  expect(rows).toMatchObject([{ password: expect.stringMatching(/^\$argon2id\$/) }])
  expect(JSON.stringify(rows)).not.toContain(password)
})

test('an address may try only so often', async () => {
  await here.server.stop()
  here = await startTestServer({ attemptsPerMinute: 3 })
  for (let tried = 0; tried < 3; tried += 1) {
    const answer = await ask('/api/v1/sign-in', bob)
    expect(answer.status).toBe(401)
  }
  const answer = await ask('/api/v1/sign-in', bob)
  expect(await read(answer)).toMatchObject([429, { code: 'rate-limited' }])
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a browser gets an httpOnly cookie and no token, an app a token and no cookie', async () => {
  const browser = await ask('/api/v1/sign-up', { ...alice, setupCode })
  expect(browser.headers.getSetCookie()).toEqual([
    expect.stringContaining('HttpOnly; SameSite=Strict'),
  ])
  expect((await bodyOf(browser)).token).toBeNull()
  const app = await ask('/api/v1/sign-in', { ...alice, keep: 'token' })
  expect(app.headers.getSetCookie()).toEqual([])
  const { token } = await bodyOf(app)
  const answer = await here.request('/api/v1/session', {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(await read(answer)).toMatchObject([200, { email: alice.email }])
})

test('the list of sign-ins names no tokens and says which one asks', async () => {
  const { token } = await here.signUp('carol')
  const answer = await here.request('/api/v1/sessions', {
    headers: { authorization: `Bearer ${token}` },
  })
  const text = await answer.text()
  expect(JSON.parse(text).sessions.map((one: { current: boolean }) => one.current)).toEqual([
    false,
    true,
  ])
  expect(text).not.toContain(token.split('.')[0])
})

test.each([
  ['no body', '{}'],
  ['no JSON', '{'],
  ['an address that is none', JSON.stringify({ ...bob, email: 'bob' })],
  ['a name of blanks', JSON.stringify({ ...bob, name: '  ' })],
  ['a name too long', JSON.stringify({ ...bob, name: 'x'.repeat(81) })],
  ['a time zone that is none', JSON.stringify({ ...bob, timeZone: 'Mars/Base' })],
])('a malformed sign-up is refused with a code: %s', async (_name, body) => {
  const answer = await here.request('/api/v1/sign-up', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(await read(answer)).toMatchObject([400, { code: 'bad-frame' }])
})

describe('[X5] a request that changes something comes from our own page or from a program', () => {
  test.each([
    [{ origin }, 200],
    [{}, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: `${origin}:81` }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ cookie: 'parley.session_token=x' }, 403],
  ])('%j: %i', async (headers, status) => {
    const answer = await ask('/api/v1/sign-up', { ...alice, setupCode }, headers)
    expect(answer.status).toBe(status)
    if (status === 403) expect(await answer.json()).toMatchObject({ code: 'wrong-origin' })
  })
})

test('[X5] a session that is used is prolonged once a day, with its cookie; a socket leaves both as they are', async () => {
  const signedUp = await ask('/api/v1/sign-up', { ...alice, setupCode, keep: 'cookie' })
  const cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const endsAt = async () =>
    (await here.server.accounts.sessionOf({ cookie }, 'untouched'))?.session.endsAt ?? 0
  const fresh = await endsAt()
  const dayMs = 86_400_000
  here.accountsDatabase
    .prepare('update session set "expiresAt" = ?')
    .run(new Date(fresh - 2 * dayMs).toISOString())
  expect(await endsAt()).toBe(fresh - 2 * dayMs)
  const prolonged = await here.request('/api/v1/session', { headers: { cookie } })
  expect(prolonged.headers.getSetCookie().join()).toContain('Max-Age=2592000')
  expect(await endsAt()).toBeGreaterThanOrEqual(fresh)
  const again = await here.request('/api/v1/session', { headers: { cookie } })
  expect(again.headers.getSetCookie()).toEqual([])
})

test("[X5] a sign-in that takes a cookie's place ends the session it held, a token ends none", async () => {
  const signedUp = await ask('/api/v1/sign-up', { ...alice, setupCode, keep: 'cookie' })
  const cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  await ask('/api/v1/sign-up', bob)
  const statusOf = async () =>
    (await here.request('/api/v1/session', { headers: { cookie } })).status
  const { email } = bob
  const own = { cookie, origin }
  await ask('/api/v1/sign-in', { email, password, keep: 'token' }, own)
  await ask('/api/v1/sign-in', { email, password: 'not the password', keep: 'cookie' }, own)
  expect(await statusOf()).toBe(200)
  await ask('/api/v1/sign-in', { email, password, keep: 'cookie' }, own)
  expect(await statusOf()).toBe(401)
})
