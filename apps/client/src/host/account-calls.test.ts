import { describe, expect, test } from 'vitest'
import { createAccountCalls } from './account-calls.ts'

const origin = 'https://parley.example'
const person = {
  id: '01a209b4-ed6e-768b-94e3-a1d97c715b4f',
  handle: 'alice',
  name: 'Alice',
  kind: 'person',
  timeZone: null,
  photo: null,
  status: null,
}

/** Calls of a server that gives one answer, and what it was asked. */
function setUp(answer: () => Response) {
  const asked: { url: unknown; init: RequestInit | undefined }[] = []
  const calls = createAccountCalls(origin, async (url, init) => {
    asked.push({ url, init })
    return answer()
  })
  return { calls, asked }
}
const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status })
const credentials = { email: 'alice@example.org', password: 'secret secret' }

test('signing in asks for a cookie and keeps no secret', async () => {
  const { calls, asked } = setUp(json({ person, email: 'alice@example.org', token: null }))
  expect(await calls.signIn(credentials)).toEqual({
    ok: true,
    value: {
      server: origin,
      person: person.id,
      name: 'Alice',
      handle: 'alice',
      email: 'alice@example.org',
    },
  })
  expect(asked[0]?.url).toBe(`${origin}/api/v1/sign-in`)
  expect(JSON.parse(asked[0]?.init?.body as string)).toEqual({ ...credentials, keep: 'cookie' })
})

test('a server tells who may sign up', async () => {
  const answer = (open: boolean, needsSetupCode: boolean) =>
    setUp(
      json({ name: 'Parley', version: '1', signUp: { open, needsSetupCode }, samplePeople: [] }),
    ).calls.info()
  expect(await answer(true, false)).toMatchObject({ value: { signUp: 'open' } })
  expect(await answer(false, false)).toMatchObject({ value: { signUp: 'closed' } })
  expect(await answer(true, true)).toMatchObject({ value: { signUp: 'needs-setup-code' } })
})

describe('what goes wrong is told by a code and a sentence', () => {
  const unreachable = () => {
    throw new TypeError('fetch failed')
  }
  const cases: [string, () => Response, string][] = [
    ['no answer', unreachable, 'offline'],
    ['a proxy without its server', () => new Response('Bad Gateway', { status: 502 }), 'offline'],
    ['another program', () => new Response('<h1>It works</h1>'), 'not-parley'],
    ['another page', () => new Response('nothing here', { status: 404 }), 'not-parley'],
    ['an answer of another form', json({ hello: 'there' }), 'not-parley'],
    ['wrong words', json({ code: 'sign-in-wrong', message: '' }, 401), 'wrong-credentials'],
    ['too many tries', json({ code: 'rate-limited', message: '' }, 429), 'rate-limited'],
    ['a code of a later day', json({ code: 'new-code', message: '' }, 409), 'not-parley'],
  ]
  for (const [name, answer, code] of cases)
    test(name, async () => {
      const outcome = await setUp(answer).calls.signIn(credentials)
      expect(outcome).toMatchObject({ ok: false, error: { code } })
      expect(outcome.ok ? '' : outcome.error.sentence).toMatch(/\.$/)
    })
})

test('signing out tells whether the server heard of it', async () => {
  const unreachable = createAccountCalls(origin, () =>
    Promise.reject(new TypeError('fetch failed')),
  )
  expect(await unreachable.signOut()).toBe(false)
  const answering = (status: number) => setUp(() => new Response(null, { status })).calls.signOut()
  expect(await answering(502)).toBe(false)
  expect(await answering(200)).toBe(false)
  expect(await answering(204)).toBe(true)
  expect(await answering(401)).toBe(true)
})

test('any other call goes as it is and its answer comes back unread; an empty one is null', async () => {
  const { calls, asked } = setUp(json({ a: [1] }))
  const path = '/api/v1/invitations'
  const body = { room: 'r' }
  expect(await calls.call({ method: 'POST', path, body })).toEqual({ ok: true, value: { a: [1] } })
  expect(asked[0]?.url).toBe(`${origin}${path}`)
  expect(asked[0]?.init).toMatchObject({ method: 'POST', body: JSON.stringify(body) })
  const empty = setUp(() => new Response(null, { status: 204 })).calls
  expect(await empty.call({ method: 'DELETE', path })).toEqual({ ok: true, value: null })
})
