import type { PersonId, RoomId } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryMailer } from '../mail/memory-mailer.ts'
import { makeRoom } from '../testing/rooms.ts'
import type { TestClient } from '../testing/test-client.ts'
import {
  password,
  post,
  startTestServer,
  type TestPerson,
  type TestServer,
} from '../testing/test-server.ts'

const dayMs = 24 * 60 * 60 * 1000
const bobsAddress = 'bob@example.com'

let here: TestServer
let mailer: ReturnType<typeof memoryMailer>
let alice: TestPerson
let client: TestClient
let room: RoomId
beforeEach(async () => {
  mailer = memoryMailer()
  here = await startTestServer({ mailer })
  alice = await here.signUp('alice')
  client = await here.enter(alice)
  room = await makeRoom(client, [])
})
afterEach(() => here.server.stop())

type Answer = { status: number; body: Record<string, unknown> }
async function ask(
  method: string,
  path: string,
  { as, body }: { as?: TestPerson | null; body?: object } = {},
): Promise<Answer> {
  const answer = await here.request(`/api/v1/invitations${path}`, {
    method,
    headers: {
      ...(as ? { authorization: `Bearer ${as.token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
}
const invite = (as: TestPerson, email = bobsAddress, to: RoomId | null = room) =>
  ask('POST', '', { as, body: { room: to, email } })
const lookUp = (token: string, as: TestPerson | null = null) =>
  ask('POST', '/look-up', { as, body: { token } })
const accept = (token: string, as: TestPerson | null) =>
  ask('POST', '/accept', { as, body: { token } })
const listOf = async (as: TestPerson, query = `?room=${room}`) =>
  (await ask('GET', query, { as })).body['invitations'] as Record<string, unknown>[]
const isIn = (person: PersonId) => here.server.sample.read.isMember(room, person)

/** The token of the latest mail. The mail goes out after the answer. */
async function mailedToken(): Promise<string> {
  await settled()
  const text = mailer.mails.at(-1)?.text ?? ''
  const token = /\/invite\/([\w-]{43})/.exec(text)?.[1]
  if (token === undefined) throw new Error(`no link in: ${text}`)
  return token
}
const settled = () => new Promise((done) => setImmediate(done))

async function invited(email = bobsAddress): Promise<{ id: string; token: string }> {
  const made = await invite(alice, email)
  expect(made.status).toBe(200)
  return { id: String(made.body['id']), token: await mailedToken() }
}

describe('[R4] an invitation by e-mail', () => {
  test('goes to the address, lets its owner in once they have an account, and is used then', async () => {
    const { id, token } = await invited()
    expect(mailer.mails).toMatchObject([{ to: bobsAddress }])
    expect(await lookUp(token)).toMatchObject({
      status: 200,
      body: { for: 'nobody', email: bobsAddress, inviter: 'alice', hasAccount: false },
    })
    const bob = await here.signUp('bob')
    expect(await lookUp(token, bob)).toMatchObject({ body: { for: 'invited', hasAccount: true } })
    expect(await accept(token, bob)).toEqual({ status: 200, body: { room } })
    expect(isIn(bob.person)).toBe(true)
    expect(await listOf(alice)).toEqual([])
    expect(await listOf(alice, '')).toMatchObject([{ id, state: 'accepted' }])
    expect((await accept(token, bob)).body).toEqual({ room })
    expect(await lookUp(token)).toMatchObject({ status: 410, body: { code: 'invitation-used' } })
  })

  test('opens a closed sign-up for its own address, and for no other', async () => {
    const { token } = await invited()
    const closing = await here.request('/api/v1/admin/settings', {
      method: 'PATCH',
      headers: { authorization: `Bearer ${alice.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ signUp: 'closed' }),
    })
    expect(closing.status).toBe(200)
    const signUp = async (email: string, invitation: string | null) => {
      const body = { name: 'Bob', email, password, invitation }
      const answer = await post(here.request, '/api/v1/sign-up', body)
      const { code } = (await answer.json()) as { code?: string }
      return code ?? answer.status
    }
    expect(await signUp(bobsAddress, null)).toBe('sign-up-closed')
    expect(await signUp(bobsAddress, 'x'.repeat(43))).toBe('invitation-unknown')
    expect(await signUp('mallory@example.com', token)).toBe('invitation-other-address')
    expect(await signUp('BOB@example.com', token)).toBe(200)
  })

  test('is bound to its address: another person is told so, and sees it masked', async () => {
    const { token } = await invited()
    const mallory = await here.signUp('mallory')
    const looked = await lookUp(token, mallory)
    expect(looked.body).toMatchObject({ for: 'other', email: 'b••@example.com' })
    expect(JSON.stringify(looked.body)).not.toContain(bobsAddress)
    expect(await accept(token, mallory)).toMatchObject({
      status: 403,
      body: { code: 'invitation-other-address' },
    })
    expect(isIn(mallory.person)).toBe(false)
  })

  test.each([
    ['revoked', 'invitation-revoked'],
    ['expired', 'invitation-expired'],
    ['the room without its inviter', 'invitation-lapsed'],
  ])('%s, it lets nobody in and says so', async (how, code) => {
    const { id, token } = await invited()
    const bob = await here.signUp('bob')
    if (how === 'revoked') await ask('DELETE', `/${id}`, { as: alice })
    if (how === 'expired') here.clock.advance(7 * dayMs)
    if (how.startsWith('the room')) await handOverAndLeave()
    expect(await lookUp(token)).toMatchObject({ status: 410, body: { code } })
    expect(await accept(token, bob)).toMatchObject({ status: 410, body: { code } })
    expect(isIn(bob.person)).toBe(false)
  })

  test('looked up again and again, an unknown link is refused alike, then slowed down', async () => {
    const { token } = await invited()
    const wrong = `${token.slice(0, -2)}AA`
    const answers = [await lookUp(wrong), await lookUp('x'), await lookUp(`${token} `)]
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'invitation-unknown' } })
    for (let asked = 0; asked < 30; asked += 1) await lookUp(wrong)
    expect(await lookUp(token)).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
  })

  test('accepted twice at once, it lets in once (CVE-2022-21706, CVE-2026-2463)', async () => {
    const { token } = await invited()
    const bob = await here.signUp('bob')
    const mallory = await here.signUp('mallory')
    const answers = await Promise.all([
      accept(token, bob),
      accept(token, bob),
      accept(token, mallory),
    ])
    expect(answers.slice(0, 2)).toEqual([1, 2].map(() => ({ status: 200, body: { room } })))
    // Whichever is looked at first: it is for another address, or it is used.
    expect(answers[2]?.status).toBeOneOf([403, 410])
    const state = here.server.sample.read.room(room)
    expect(state?.members.map(({ person }) => person.id)).toEqual([alice.person, bob.person])
  })

  test('signed up with twice at once, it makes one account', async () => {
    const { token } = await invited()
    const body = { name: 'Bob', email: bobsAddress, password, invitation: token }
    const answers = await Promise.all([1, 2].map(() => post(here.request, '/api/v1/sign-up', body)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(here.server.accounts.count()).toBe(2)
  })

  test('to the same address again it is the same one, mailed again at most once a minute', async () => {
    const { id, token } = await invited()
    expect(await invite(alice)).toMatchObject({ status: 429 })
    here.clock.advance(61_000)
    expect(await invite(alice, 'BOB@Example.com')).toMatchObject({ status: 200, body: { id } })
    const second = await mailedToken()
    expect(second).not.toBe(token)
    for (const link of [token, second]) expect((await lookUp(link)).status).toBe(200)
    expect(await listOf(alice)).toHaveLength(1)
  })

  test('sent again it lives for another seven days', async () => {
    const { id, token } = await invited()
    here.clock.advance(6 * dayMs)
    expect(await ask('POST', `/${id}/resend`, { as: alice })).toMatchObject({ status: 200 })
    here.clock.advance(6 * dayMs)
    expect((await lookUp(token)).status).toBe(200)
  })

  async function handOverAndLeave() {
    const carol = await here.signUp('carol')
    client.command({ kind: 'member.invite', room, people: [carol.person] })
    await client.next('ack')
    client.command({ kind: 'member.role', room, person: carol.person, role: 'owner' })
    await client.next('ack')
    client.command({ kind: 'member.leave', room })
    await client.next('ack')
  }
})

describe('[R4][X6] who may invite', () => {
  test('members may not, strangers learn nothing, people who are there are not invited', async () => {
    const bob = await here.signUp('bob')
    expect(await invite(bob, 'carol@example.com')).toMatchObject({
      status: 404,
      body: { code: 'room-unknown' },
    })
    expect((await ask('GET', `?room=${room}`, { as: bob })).status).toBe(404)
    client.command({ kind: 'member.invite', room, people: [bob.person] })
    await client.next('ack')
    expect(await invite(bob, 'carol@example.com')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect((await ask('GET', `?room=${room}`, { as: bob })).status).toBe(403)
    expect(await invite(alice)).toMatchObject({ status: 409, body: { code: 'person-present' } })
    expect((await ask('POST', '', { body: { room, email: bobsAddress } })).status).toBe(401)
  })

  test('into no room only an administrator; they see all, others only their own', async () => {
    const bob = await here.signUp('bob')
    expect(await invite(bob, 'carol@example.com', null)).toMatchObject({
      status: 403,
      body: { code: 'not-administrator' },
    })
    expect((await ask('GET', '?all=true', { as: bob })).status).toBe(403)
    const made = await invite(alice, 'carol@example.com', null)
    const token = await mailedToken()
    expect(await listOf(alice, '?all=true')).toMatchObject([{ email: 'carol@example.com' }])
    expect(await listOf(bob, '')).toEqual([])
    for (const [method, path] of [
      ['DELETE', `/${String(made.body['id'])}`],
      ['POST', `/${String(made.body['id'])}/resend`],
    ] as const)
      expect(await ask(method, path, { as: bob })).toMatchObject({ status: 404 })
    const carol = await here.signUp('carol')
    expect(await accept(token, carol)).toEqual({ status: 200, body: { room: null } })
  })

  test.each([
    ['no address', { email: 'bob' }],
    ['a field more', { email: bobsAddress, role: 'owner' }],
    ['no room', { room: 'x'.repeat(200) }],
  ])('what is malformed is refused: %s', async (_what, body) => {
    const given = { room, email: bobsAddress, ...body }
    expect(await ask('POST', '', { as: alice, body: given })).toMatchObject({
      status: 400,
      body: { code: 'bad-frame' },
    })
  })
})

describe('[R4] the mail of an invitation', () => {
  test('that cannot be sent is seen by the inviter, and is tried again', async () => {
    mailer.answer = { kind: 'not-sent', sentence: 'The mail server is away.', final: false }
    expect((await invite(alice)).body).toMatchObject({ mail: { state: 'waiting' } })
    await settled()
    expect(await listOf(alice)).toMatchObject([
      { mail: { state: 'failed', problem: 'The mail server is away.' } },
    ])
    mailer.answer = { kind: 'sent' }
    here.clock.advance(60_000)
    await mailedToken()
    expect(await listOf(alice)).toMatchObject([{ mail: { state: 'sent', problem: null } }])
    expect(mailer.mails).toHaveLength(1)
  })

  test('to an address nobody has is not tried again', async () => {
    mailer.answer = { kind: 'not-sent', sentence: 'No such address.', final: true }
    await invite(alice)
    await settled()
    expect(await listOf(alice)).toMatchObject([{ mail: { state: 'failed', nextAt: null } }])
  })

  test('is nowhere but in the mail: the files hold no token', async () => {
    const { token } = await invited()
    const kept = here.accountsDatabase.prepare('select * from invitation_token').all()
    const rows = here.accountsDatabase.prepare('select * from invitation').all()
    expect(kept).toHaveLength(1)
    expect(JSON.stringify([kept, rows])).not.toContain(token)
  })
})
