import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lineage, RoomId } from '@parley/protocol'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serviceCaller, type ServiceCaller } from '../http/service/testing/service-caller.ts'
import { createSqliteStore } from '../store/sqlite/sqlite-store.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { startReceiver, type Received, type Receiver } from './testing/receiver.ts'

let folder: string
let here: TestServer
let receiver: Receiver
let market: ServiceCaller

/** On files, so that another server may go on where one stopped. */
const open = () =>
  startTestServer({
    accountsDatabase: new Database(join(folder, 'accounts.sqlite')),
    store: createSqliteStore({
      file: join(folder, 'parley.sqlite'),
      newLineage: () => crypto.randomUUID() as string as Lineage,
    }),
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-webhooks-'))
  here = await open()
  receiver = await startReceiver()
  await here.signUp('alice')
  market = serviceCaller(here)
})
afterEach(async () => {
  receiver.close()
  await here.server.stop()
  rmSync(folder, { recursive: true })
})

const client = { email: 'alice@example.com' }
async function interview(externalKey: string, caller = market): Promise<RoomId> {
  const body = { kind: 'interview', externalKey, client, title: 'Logo' }
  const made = await caller.call<{ room: RoomId }>('POST', '/api/v1/rooms', body)
  if (made.status !== 200) throw new Error(JSON.stringify(made.body))
  return made.body.room
}
const say = (room: RoomId, text: string) =>
  market.call('POST', `/api/v1/rooms/${room}/messages`, { text, as: client })

const all = ['room.created', 'contract.started', 'message.posted']
async function hook(events = all, caller = market) {
  const made = await caller.call<{ webhook: { id: string }; secret: string }>(
    'POST',
    '/api/v1/webhooks',
    { url: receiver.url, events },
  )
  if (made.status !== 200) throw new Error(JSON.stringify(made.body))
  return { id: made.body.webhook.id, secret: made.body.secret }
}
type Delivery = {
  id: number
  type: string
  status: number | null
  error: string | null
  seq: number
  byHand: boolean
}
async function deliveries(id: string): Promise<Delivery[]> {
  const { body } = await market.call<{ deliveries: Delivery[] }>(
    'GET',
    `/api/v1/webhooks/${id}/deliveries?limit=100`,
  )
  return body.deliveries
}
/** Until the server has noted what the receiver already knows. */
async function noted(id: string, count: number) {
  await expect.poll(async () => (await deliveries(id)).length).toBeGreaterThanOrEqual(count)
}
/** As the page on webhooks tells receivers to. */
function isGenuine({ headers, body }: Received, secret: string): boolean {
  const mac = createHmac('sha256', secret).update(`${String(headers['parley-timestamp'])}.${body}`)
  return headers['parley-signature'] === `sha256=${mac.digest('hex')}`
}

test('[R5] what happens in a room of the service arrives, signed, in order, named for good', async () => {
  const { secret } = await hook()
  const room = await interview('job-1')
  await say(room, 'Hello')
  await market.call('POST', `/api/v1/rooms/${room}/contract`, { title: 'Logo' })
  await receiver.arrived(3)
  expect(receiver.events()).toMatchObject([
    { type: 'room.created', seq: 1, room: { id: room, externalKey: 'job-1' } },
    { type: 'message.posted', seq: 2, by: { name: 'alice' }, data: { text: 'Hello' } },
    { type: 'contract.started', seq: 3, data: { title: 'Logo' } },
  ])
  for (const received of receiver.got) {
    expect(isGenuine(received, secret)).toBe(true)
    expect(isGenuine(received, 'whsec_other')).toBe(false)
    expect(isGenuine({ ...received, body: `${received.body} ` }, secret)).toBe(false)
    expect(received.headers['parley-event-id']).toBe(JSON.parse(received.body).id)
  }
})

test('only what was asked for arrives, and only of the rooms of the service', async () => {
  await hook(['contract.started'])
  const room = await interview('job-1')
  const other = serviceCaller(here, { name: 'Other' })
  const foreign = await interview('job-1', other)
  await other.call('POST', `/api/v1/rooms/${foreign}/contract`, { title: 'Theirs' })
  await say(room, 'Hello')
  await market.call('POST', `/api/v1/rooms/${room}/contract`, { title: 'Ours' })
  await receiver.arrived(1)
  expect(receiver.events()).toMatchObject([{ type: 'contract.started', data: { title: 'Ours' } }])
})

test('what was before a webhook is not told', async () => {
  const room = await interview('job-1')
  await hook()
  await say(room, 'Later')
  await receiver.arrived(1)
  expect(receiver.events()).toMatchObject([{ type: 'message.posted', data: { text: 'Later' } }])
})

test('[R5] what fails comes again, in order, while other rooms go on', async () => {
  const { id } = await hook(['message.posted'])
  const [stuck, free] = [await interview('stuck'), await interview('free')]
  receiver.answerWith(
    (response, { body }) => void response.writeHead(body.includes('"stuck"') ? 500 : 200).end(),
  )
  await say(stuck, 'one')
  await say(stuck, 'two')
  await receiver.arrived(1)
  await noted(id, 1)
  await say(free, 'three')
  await receiver.arrived(2)
  await noted(id, 2)
  expect(receiver.events()).toMatchObject([{ data: { text: 'one' } }, { data: { text: 'three' } }])
  receiver.answerWith(200)
  here.clock.advance(7_000)
  await receiver.arrived(4)
  expect(receiver.events().slice(2)).toMatchObject([
    { data: { text: 'one' } },
    { data: { text: 'two' } },
  ])
  await noted(id, 4)
  expect((await deliveries(id)).map(({ status }) => status)).toEqual([200, 200, 200, 500])
})

test('[R5] a restart in the middle loses nothing', async () => {
  const { id } = await hook()
  receiver.answerWith(503)
  const room = await interview('job-1')
  for (const text of ['1', '2', '3']) await say(room, text)
  await receiver.arrived(1)
  await noted(id, 1)
  await here.server.stop()
  receiver.got.length = 0
  receiver.answerWith(200)
  here = await open()
  here.clock.advance(7_000)
  await receiver.arrived(4)
  expect(receiver.events().map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
})

test('after three days in vain nothing is sent; enabled again it goes on where it stopped', async () => {
  const { id } = await hook(['message.posted'])
  const room = await interview('job-1')
  receiver.answerWith(500)
  await say(room, 'kept')
  await receiver.arrived(1)
  await noted(id, 1)
  here.clock.advance(3 * 24 * 3_600_000)
  await receiver.arrived(2)
  type Listed = { webhooks: { disabled: { why: string } | null }[] }
  const why = async () => {
    const { body } = await market.call<Listed>('GET', '/api/v1/webhooks')
    return body.webhooks[0]?.disabled?.why ?? null
  }
  await expect.poll(why).toBe('Nothing came through for 3 days.')
  await say(room, 'meanwhile')
  receiver.answerWith(200)
  receiver.got.length = 0
  await market.call('POST', `/api/v1/webhooks/${id}/enable`)
  await receiver.arrived(2)
  expect(receiver.events()).toMatchObject([
    { data: { text: 'kept' } },
    { data: { text: 'meanwhile' } },
  ])
  expect(await why()).toBeNull()
})

test('an event is sent again by hand, and a ping by itself', async () => {
  const { id, secret } = await hook(['room.created'])
  await interview('job-1')
  await receiver.arrived(1)
  await noted(id, 1)
  const [first] = await deliveries(id)
  const again = await market.call(
    'POST',
    `/api/v1/webhooks/${id}/deliveries/${first?.id}/redeliver`,
  )
  expect(again).toMatchObject({ status: 200, body: { status: 204, byHand: true } })
  expect(receiver.got[1]?.body).toBe(receiver.got[0]?.body)
  const ping = await market.call('POST', `/api/v1/webhooks/${id}/ping`)
  expect(ping.body).toMatchObject({ type: 'ping', status: 204, room: null })
  expect(isGenuine(receiver.got[2]!, secret)).toBe(true)
  expect((await deliveries(id)).map(({ type, byHand }) => [type, byHand])).toEqual([
    ['ping', true],
    ['room.created', true],
    ['room.created', false],
  ])
})

test('a removed webhook is told nothing more, and is gone with its attempts', async () => {
  const { id } = await hook()
  const kept = await hook()
  expect((await market.call('DELETE', `/api/v1/webhooks/${id}`)).status).toBe(204)
  await interview('job-1')
  await receiver.arrived(1)
  await noted(kept.id, 1)
  expect(receiver.got).toHaveLength(1)
  expect(await market.call('GET', `/api/v1/webhooks/${id}/deliveries`)).toMatchObject({
    status: 404,
  })
})

test('the words of a message that was deleted before it was told are not told', async () => {
  const { id } = await hook(['message.posted'])
  const room = await interview('job-1')
  receiver.answerWith(500)
  const posted = await say(room, 'a secret')
  await receiver.arrived(1)
  await noted(id, 1)
  const alice = await here.request('/api/v1/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...client, password: 'correct horse', keep: 'token' }),
  })
  const { token, person } = (await alice.json()) as { token: string; person: { id: string } }
  const seat = await here.enter({ token } as Parameters<typeof here.enter>[0])
  expect(person.id).not.toBe('')
  seat.command({ kind: 'message.delete', room, target: posted.body['id'] as never })
  await seat.next('ack')
  seat.ws.close()
  receiver.answerWith(200)
  here.clock.advance(7_000)
  await receiver.arrived(2)
  expect(receiver.events()[1]).toMatchObject({ data: { text: '' } })
})

test.each([
  [{ url: 'ftp://127.0.0.1/', events: all }, 422, 'webhook-address'],
  [{ url: 'http://a:b@127.0.0.1/', events: all }, 422, 'webhook-address'],
  [{ url: 'nowhere', events: all }, 422, 'webhook-address'],
  [{ url: 'https://hooks.example.com/', events: [] }, 400, 'bad-frame'],
  [{ url: 'https://hooks.example.com/', events: ['read.mark'] }, 400, 'bad-frame'],
  [{ url: 'https://hooks.example.com/', events: all, service: 'Other' }, 400, 'bad-frame'],
])('%j is refused', async (body, status, code) => {
  expect(await market.call('POST', '/api/v1/webhooks', body)).toMatchObject({
    status,
    body: { code },
  })
})

test('a token that may not read messages is not told them; nobody reaches another service’s webhook', async () => {
  const narrow = serviceCaller(here, { scopes: ['webhooks'] })
  const asked = { url: receiver.url, events: all }
  expect(await narrow.call('POST', '/api/v1/webhooks', asked)).toMatchObject({
    status: 403,
    body: { code: 'scope-missing' },
  })
  const { id } = await hook()
  const other = serviceCaller(here, { name: 'Other' })
  for (const [method, path] of [
    ['DELETE', ''],
    ['POST', '/enable'],
    ['POST', '/ping'],
    ['GET', '/deliveries'],
    ['POST', '/deliveries/1/redeliver'],
  ] as const)
    expect(await other.call(method, `/api/v1/webhooks/${id}${path}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
  expect((await other.call('GET', '/api/v1/webhooks')).body).toEqual({ webhooks: [] })
})

test('a service has only so many', async () => {
  for (let count = 0; count < 20; count += 1) await hook(['room.created'])
  const asked = { url: receiver.url, events: all }
  expect(await market.call('POST', '/api/v1/webhooks', asked)).toMatchObject({
    status: 409,
    body: { code: 'too-many-webhooks' },
  })
})
