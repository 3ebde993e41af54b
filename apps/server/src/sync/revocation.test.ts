import { afterEach, beforeEach, expect, test } from 'vitest'
import { heard, makeRoom, post } from '../testing/rooms.ts'
import type { TestClient } from '../testing/test-client.ts'
import {
  password,
  post as httpPost,
  startTestServer,
  type TestPerson,
  type TestServer,
} from '../testing/test-server.ts'

let here: TestServer
let alice: TestPerson
let bob: TestPerson
let a: TestClient
let b: TestClient

beforeEach(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
  bob = await here.signUp('bob')
  a = await here.enter(alice)
  b = await here.enter(bob)
})
afterEach(() => here.server.stop())

const authorized = (person: TestPerson) => ({ authorization: `Bearer ${person.token}` })

/** Bob's socket was told why, and hears nothing of what comes after. */
async function expectEnded() {
  expect(await b.next('closing')).toEqual({ t: 'closing', code: 'session-ended' })
  const room = await makeRoom(a, [bob.person])
  a.command(post(room, 'for members'))
  await a.next('ack')
  await b.closed
  expect(b.frames.at(-1)?.t).toBe('closing')
  expect(heard(b, room)).toEqual([])
}

test('[X4] signing out ends the socket at once', async () => {
  await httpPost(here.request, '/api/v1/sign-out', {}, authorized(bob))
  await expectEnded()
})

test('[X4] a session ended from the list ends its socket at once, and no other', async () => {
  const again = await httpPost(here.request, '/api/v1/sign-in', {
    email: 'bob@example.com',
    password,
    keep: 'token',
  })
  const { token } = (await again.json()) as { token: string }
  const second: TestPerson = { ...bob, token }
  const other = await here.enter(second)
  const path = `/api/v1/sessions/${bob.session}`
  const answer = await here.request(path, { method: 'DELETE', headers: authorized(second) })
  expect(answer.status).toBe(204)
  await expectEnded()
  expect(other.frames.some((frame) => frame.t === 'closing')).toBe(false)
})

test('[X4] nobody ends the sessions of others', async () => {
  const path = `/api/v1/sessions/${bob.session}`
  const answer = await here.request(path, { method: 'DELETE', headers: authorized(alice) })
  expect(answer.status).toBe(404)
})

test('[X4] a session that went behind our back ends the socket within a second', async () => {
  here.accountsDatabase.prepare('delete from session where id = ?').run(bob.session)
  here.clock.advance(1_000)
  await expectEnded()
})

test('[X4] an account that went takes its sockets along within a second', async () => {
  here.accountsDatabase.prepare('delete from session where userId = ?').run(bob.person)
  here.accountsDatabase.prepare('delete from account where userId = ?').run(bob.person)
  here.accountsDatabase.prepare('delete from user where id = ?').run(bob.person)
  here.clock.advance(1_000)
  await expectEnded()
})

test('[X4] a session that ran out ends the socket within a second', async () => {
  here.accountsDatabase
    .prepare('update session set expiresAt = ? where id = ?')
    .run(new Date(here.clock.now()).toISOString(), bob.session)
  here.clock.advance(1_000)
  await expectEnded()
})

test('[X4] [X3] who is removed by entry n gets n and all later ones no more', async () => {
  const room = await makeRoom(a, [bob.person])
  await b.next('room.entries')
  a.send({ t: 'look', rooms: [room], people: [] })
  b.send({ t: 'look', rooms: [room], people: [] })
  a.command({ kind: 'member.remove', room, person: bob.person })
  a.command(post(room, 'without bob'))
  a.send({ t: 'typing.set', room, on: true })
  await a.next('ack')
  await a.next('ack')
  b.send({ t: 'room.pull', rid: 1, rooms: [{ room, after: null }] })
  expect((await b.next('room.pages')).pages).toEqual([{ kind: 'gone', room }])
  expect(heard(b, room)).toEqual([[1, 'room.created']])
  expect(b.frames.some((frame) => frame.t === 'typing')).toBe(false)
  const lost = b.frames.flatMap((frame) => (frame.t === 'personal.items' ? frame.items : []))
  expect(lost.at(-1)).toMatchObject({ kind: 'membership', room, value: null })
})

test('[X3] who is invited by entry n gets n and all later ones', async () => {
  const room = await makeRoom(a, [])
  a.command(post(room, 'before bob'))
  a.command({ kind: 'member.invite', room, people: [bob.person] })
  a.command(post(room, 'with bob'))
  for (let acks = 0; acks < 3; acks += 1) await a.next('ack')
  b.send({ t: 'heads.check', rid: 1, sum: 0 })
  await b.next('heads')
  expect(heard(b, room)).toEqual([
    [3, 'member.joined'],
    [4, 'message.posted'],
  ])
})

test('[X4] a token that ended opens no socket and no page', async () => {
  await httpPost(here.request, '/api/v1/sign-out', {}, authorized(bob))
  const answer = await here.request('/api/v1/session', { headers: authorized(bob) })
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
})
