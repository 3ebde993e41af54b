import type { RoomId } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../../testing/test-server.ts'
import { serviceCaller, type ServiceCaller } from './testing/service-caller.ts'

let here: TestServer
let alice: TestPerson
let bob: TestPerson
let market: ServiceCaller

beforeAll(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
  bob = await here.signUp('bob')
  market = serviceCaller(here)
})
afterAll(() => here.server.stop())

type Made = {
  room: RoomId
  created: boolean
  url: string
  people: { id: string }[]
  invited: string[]
}
type Room = {
  id: RoomId
  kind: string
  contract: object | null
  members: { id: string; role: string }[]
}

const aliceRef = { email: 'alice@example.com' }
const bobRef = { email: 'bob@example.com' }
const interview = (externalKey: string) => ({
  kind: 'interview',
  externalKey,
  client: aliceRef,
  people: [bobRef],
  title: 'Logo for Umbrella',
})
const make = (body: object, headers = {}) =>
  market.call<Made>('POST', '/api/v1/rooms', body, headers)
const see = async (room: RoomId) => (await market.call<Room>('GET', `/api/v1/rooms/${room}`)).body

describe('[R5] rooms', () => {
  test('an invitation makes an interview, whose owner is the client', async () => {
    const { status, body } = await make(interview('job-1'))
    expect([status, body.created]).toEqual([200, true])
    expect(body.url).toBe(`http://parley.test/r/${body.room}`)
    expect(await see(body.room)).toMatchObject({
      kind: 'interview',
      title: 'Logo for Umbrella',
      externalKey: 'job-1',
      members: [
        { id: alice.person, role: 'owner' },
        { id: bob.person, role: 'member' },
      ],
    })
  })

  test('the same key brings the same room, and lets in who never was in it', async () => {
    const first = await make(interview('job-2'))
    const carol = await here.signUp('carol')
    const again = await make({ ...interview('job-2'), people: [bobRef, { id: carol.person }] })
    expect(again.body).toMatchObject({ room: first.body.room, created: false })
    const ids = (await see(first.body.room)).members.map(({ id }) => id)
    expect(ids).toEqual([alice.person, bob.person, carol.person])
    await market.call('DELETE', `/api/v1/rooms/${first.body.room}/members/${bob.person}`)
    await make(interview('job-2'))
    expect((await see(first.body.room)).members.map(({ id }) => id)).not.toContain(bob.person)
  })

  test('many calls for one room at once make one room', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => make(interview('job-3'))))
    expect(new Set(made.map(({ body }) => body.room)).size).toBe(1)
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 200))
    expect(await see(made[0]!.body.room)).toMatchObject({ members: [{}, {}] })
  })

  test('a direct room is the one the two have, whoever made it', async () => {
    const direct = { kind: 'direct', client: aliceRef, people: [bobRef] }
    const first = await make(direct)
    const other = await make({ ...direct, client: bobRef, people: [aliceRef] })
    expect(first.body.created).toBe(true)
    expect(other.body).toMatchObject({ room: first.body.room, created: false })
  })

  test('[R4] an address nobody has gets one invitation into the room, from the client', async () => {
    const ask = { ...interview('job-4'), people: [bobRef, { email: 'Dave@example.com' }] }
    const { body } = await make(ask)
    expect(body).toMatchObject({ created: true, people: [{}, {}], invited: ['dave@example.com'] })
    here.clock.advance(3_600_000)
    expect((await make(ask)).body).toMatchObject({ created: false, invited: ['dave@example.com'] })
    const listed = await here.request(`/api/v1/invitations?room=${body.room}`, {
      headers: { authorization: `Bearer ${alice.token}` },
    })
    const { invitations } = (await listed.json()) as { invitations: object[] }
    expect(invitations).toHaveLength(1)
    const added = await market.call('POST', `/api/v1/rooms/${body.room}/members`, {
      people: [{ email: 'erika@example.com' }],
    })
    expect(added).toMatchObject({
      status: 200,
      body: { people: [], invited: ['erika@example.com'] },
    })
  })

  test('its rooms are listed in the order it made them, by pages', async () => {
    const caller = serviceCaller(here, { name: 'Lister' })
    for (const externalKey of ['a', 'b', 'c'])
      await caller.call('POST', '/api/v1/rooms', interview(externalKey))
    const first = await caller.call<{ rooms: Room[] }>('GET', '/api/v1/rooms?limit=2')
    expect(first.body.rooms).toMatchObject([{ externalKey: 'a' }, { externalKey: 'b' }])
    const after = first.body.rooms[1]?.id
    const rest = await caller.call('GET', `/api/v1/rooms?limit=2&after=${after}`)
    expect(rest.body).toMatchObject({ rooms: [{ externalKey: 'c' }] })
  })

  test('title and topic change', async () => {
    const { body } = await make(interview('job-5'))
    const changed = await market.call('PATCH', `/api/v1/rooms/${body.room}`, { topic: 'By Friday' })
    expect(changed.body).toMatchObject({ title: 'Logo for Umbrella', topic: 'By Friday' })
  })
})

describe('[R5] contracts', () => {
  test('an interview becomes a contract, which ends', async () => {
    const { body } = await make(interview('contract-1'))
    const path = `/api/v1/rooms/${body.room}/contract`
    const started = await market.call('POST', path, { title: 'Logo' })
    expect(started).toMatchObject({
      status: 200,
      body: { kind: 'contract', contract: { title: 'Logo', status: 'active' } },
    })
    expect(await market.call('POST', path, { title: 'Logo' })).toEqual(started)
    const ended = await market.call('POST', `${path}/end`)
    expect(ended.body).toMatchObject({ contract: { status: 'ended' } })
    expect(await market.call('POST', `${path}/end`)).toEqual(ended)
    expect(await market.call('POST', path, { title: 'Again' })).toMatchObject({
      status: 409,
      body: { code: 'contract-ended' },
    })
  })

  test('a contract may begin as one', async () => {
    const { body } = await make({ ...interview('contract-2'), kind: 'contract' })
    expect(await see(body.room)).toMatchObject({
      contract: { title: 'Logo for Umbrella', status: 'active' },
    })
  })

  test('a group has none', async () => {
    const { body } = await make({ ...interview('contract-3'), kind: 'group' })
    const path = `/api/v1/rooms/${body.room}/contract`
    expect(await market.call('POST', path, { title: 'Logo' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  })
})

describe('[R5] messages', () => {
  test('it speaks for a member, and for itself as a bot of its name', async () => {
    const { body } = await make(interview('talk-1'))
    const path = `/api/v1/rooms/${body.room}/messages`
    const seat = await here.enter(bob)
    await market.call('POST', path, { text: 'My proposal', as: bobRef })
    const posted = await market.call('POST', path, { text: 'Bob proposed 400' })
    expect(posted.status).toBe(200)
    const page = await market.call<{ messages: { text: string; by: string }[] }>('GET', path)
    expect(page.body.messages.map(({ text }) => text)).toEqual(['My proposal', 'Bob proposed 400'])
    expect(page.body.messages[0]?.by).toBe(bob.person)
    const bot = (await see(body.room)).members.at(-1)
    expect(bot).toMatchObject({ id: page.body.messages[1]?.by, name: 'Market', role: 'member' })
    const heard = await seat.next('room.entries')
    expect(heard.entries.map(({ body: { kind } }) => kind)).toContain('message.posted')
    seat.ws.close()
  })

  test('pages lead back to the first message', async () => {
    const { body } = await make(interview('talk-2'))
    const path = `/api/v1/rooms/${body.room}/messages`
    for (const text of ['1', '2', '3']) await market.call('POST', path, { text, as: aliceRef })
    type Page = { messages: { text: string }[]; before: number | null }
    const last = await market.call<Page>('GET', `${path}?limit=2`)
    expect(last.body.messages.map(({ text }) => text)).toEqual(['2', '3'])
    const first = await market.call<Page>('GET', `${path}?limit=2&before=${last.body.before}`)
    expect(first.body.messages.map(({ text }) => text)).toEqual(['1'])
    expect(first.body.before).toBeNull()
  })

  test('who is not in the room says nothing there', async () => {
    const { body } = await make({ ...interview('talk-3'), people: [] })
    const path = `/api/v1/rooms/${body.room}/messages`
    expect(await market.call('POST', path, { text: 'Hello', as: bobRef })).toMatchObject({
      status: 409,
      body: { code: 'person-absent' },
    })
  })

  test('[X1] of a direct room that was there before it reads nothing', async () => {
    const erin = await here.signUp('erin')
    const seat = await here.enter(erin)
    const pair = [erin.person, alice.person].sort().join('~') as RoomId
    const room = {
      room: pair,
      roomKind: 'direct' as const,
      title: '',
      topic: '',
      contractTitle: null,
    }
    seat.command({ kind: 'room.create', ...room, people: [alice.person] })
    await seat.next('ack')
    seat.ws.close()
    const ref = { email: 'erin@example.com' }
    const met = await make({ kind: 'direct', client: ref, people: [aliceRef] })
    expect(met.body).toMatchObject({ room: pair, created: false })
    const path = `/api/v1/rooms/${pair}/messages`
    expect((await market.call('POST', path, { text: 'Hi', as: ref })).status).toBe(200)
    expect((await market.call('POST', path, { text: 'Hi' })).status).toBe(404)
    expect((await market.call('GET', path)).status).toBe(404)
    expect((await market.call('GET', `/api/v1/rooms/${pair}`)).status).toBe(404)
  })
})

describe('[R5] an idempotency key', () => {
  const key = (name: string) => ({ 'idempotency-key': name })

  test('brings the first answer back, whatever happened since', async () => {
    const first = await make(interview('once-1'), key('one'))
    await market.call('PATCH', `/api/v1/rooms/${first.body.room}`, { title: 'Other' })
    expect(await make(interview('once-1'), key('one'))).toEqual(first)
    expect(first.body.created).toBe(true)
  })

  test('posts once, also when both calls run at once', async () => {
    const { body } = await make(interview('once-2'))
    const path = `/api/v1/rooms/${body.room}/messages`
    const say = () => market.call('POST', path, { text: 'Once', as: aliceRef }, key('say'))
    const answers = [...(await Promise.all([say(), say()])), await say()]
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
    const page = await market.call<{ messages: object[] }>('GET', path)
    expect(page.body.messages).toHaveLength(1)
  })

  test('makes one room without an external key', async () => {
    const { externalKey: _, ...body } = interview('')
    const first = await make(body, key('no-key'))
    expect((await make(body, key('no-key'))).body.room).toBe(first.body.room)
    expect((await make(body)).body.room).not.toBe(first.body.room)
  })

  test('is refused for another call', async () => {
    await make(interview('once-3'), key('three'))
    expect(await make(interview('once-4'), key('three'))).toMatchObject({
      status: 409,
      body: { code: 'id-reused' },
    })
  })

  test('of another service is another key', async () => {
    const first = await make(interview('once-5'), key('five'))
    const other = serviceCaller(here, { name: 'Other' })
    const made = await other.call<Made>('POST', '/api/v1/rooms', interview('once-5'), key('five'))
    expect(made.body.room).not.toBe(first.body.room)
  })

  test.each(['x'.repeat(201), '\u00e9'])(
    'that no header should hold is refused: %j',
    async (name) => {
      expect((await make(interview('once-6'), key(name))).status).toBe(400)
    },
  )
})

describe('[X1] a service reaches what it made', () => {
  test('a room of people, or of another service, does not exist for it', async () => {
    const other = serviceCaller(here, { name: 'Stranger' })
    const { body } = await make(interview('mine'))
    const calls: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { title: 'x' }],
      ['POST', '/members', { people: [bobRef] }],
      ['DELETE', `/members/${bob.person}`],
      ['POST', '/contract', { title: 'x' }],
      ['POST', '/contract/end'],
      ['POST', '/messages', { text: 'x' }],
      ['POST', '/messages', { text: 'x', as: aliceRef }],
      ['GET', '/messages'],
    ]
    for (const [method, path, given] of calls) {
      const answer = await other.call(method, `/api/v1/rooms/${body.room}${path}`, given)
      expect([method, path, answer.status, answer.body['code']]).toEqual([
        method,
        path,
        404,
        'room-unknown',
      ])
    }
  })
})

test.each([
  [{ ...interview('bad'), kind: 'channel' }, 400, 'bad-frame'],
  [{ ...interview('bad'), extra: 1 }, 400, 'bad-frame'],
  [{ ...interview('bad'), title: '' }, 400, 'bad-frame'],
  [{ ...interview('bad'), client: {} }, 400, 'bad-frame'],
  [{ ...interview('bad'), client: { email: 'nobody@example.com' } }, 404, 'person-unknown'],
  [{ ...interview('bad'), people: [{ id: crypto.randomUUID() }] }, 404, 'person-unknown'],
  [{ kind: 'direct', client: aliceRef, people: [aliceRef] }, 400, 'bad-frame'],
  [{ kind: 'direct', client: aliceRef, people: [] }, 400, 'bad-frame'],
  [
    { kind: 'direct', client: aliceRef, people: [{ email: 'nobody@example.com' }] },
    404,
    'person-unknown',
  ],
])('%j is refused', async (body, status, code) => {
  expect(await market.call('POST', '/api/v1/rooms', body)).toMatchObject({ status, body: { code } })
})
