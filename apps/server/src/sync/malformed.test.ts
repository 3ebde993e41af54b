import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRoom } from '../testing/rooms.ts'
import { newId, type TestClient } from '../testing/test-client.ts'
import { memoryStore, startTestServer, type TestServer } from '../testing/test-server.ts'
import type { RoomId } from '@parley/protocol'

let here: TestServer
let client: TestClient
let room: RoomId

beforeAll(async () => {
  here = await startTestServer()
  client = await here.enter(await here.signUp('alice'))
  room = await makeRoom(client, [])
})
afterAll(() => here.server.stop())

const requests: [string, (room: RoomId) => object][] = [
  ['catch-up: rooms that are no list', () => ({ t: 'catch-up', personal: 0, rooms: {} })],
  ['catch-up: a negative cursor', () => ({ t: 'catch-up', personal: -1, rooms: [] })],
  ['personal.pull: a fraction', () => ({ t: 'personal.pull', after: 0.5 })],
  ['room.pull: no rooms', () => ({ t: 'room.pull', rooms: [] })],
  [
    'room.pull: a cursor without an id',
    (r) => ({ t: 'room.pull', rooms: [{ room: r, after: { seq: 1 } }] }),
  ],
  [
    'history.pull: sideways',
    (r) => ({ t: 'history.pull', room: r, edge: 1, direction: 'side', limit: 1 }),
  ],
  [
    'history.pull: too many',
    (r) => ({ t: 'history.pull', room: r, edge: 1, direction: 'back', limit: 999 }),
  ],
  ['changes.pull: no start', (r) => ({ t: 'changes.pull', room: r, after: 1 })],
  ['items.pull: none', (r) => ({ t: 'items.pull', room: r, ids: [] })],
  ['heads.check: a text', () => ({ t: 'heads.check', sum: '1' })],
  ['person.find: nobody', () => ({ t: 'person.find', query: '' })],
  ['session.refresh: no token', () => ({ t: 'session.refresh' })],
  ['an unknown kind', () => ({ t: 'rooms.drop' })],
  ['a field too many', () => ({ t: 'heads.check', sum: 1, also: 2 })],
]

test.each(requests)('[W1] a malformed request is refused: %s', async (_name, frame) => {
  client.sendText(JSON.stringify({ ...frame(room), rid: 5 }))
  expect(await client.next('refused')).toEqual({ t: 'refused', rid: 5, code: 'bad-frame' })
})

const commands: [string, (room: RoomId) => object | null][] = [
  ['no body', () => null],
  ['an unknown kind', (r) => ({ kind: 'room.burn', room: r })],
  ['a text that is a number', (r) => ({ kind: 'message.post', room: r, text: 1, replyTo: null })],
  ['no room', () => ({ kind: 'message.post', text: 'x', replyTo: null })],
  [
    'a room of another shape',
    () => ({ kind: 'message.post', room: '../x', text: 'x', replyTo: null }),
  ],
  [
    'a command of the system',
    (r) => ({ kind: 'entry.import', room: r, by: newId(), at: 1, entry: {} }),
  ],
  ['a mark below nothing', (r) => ({ kind: 'read.mark', room: r, upTo: -1, base: 0 })],
]

test.each(commands)('[W1] a malformed command gets a nack: %s', async (_name, body) => {
  const id = newId()
  client.sendText(JSON.stringify({ t: 'command', command: { id, body: body(room) } }))
  expect(await client.next('nack')).toEqual({ t: 'nack', id, code: 'bad-frame', retryMs: null })
})

test('[W1] what was malformed changed nothing, and the socket lives on', async () => {
  client.send({ t: 'room.pull', rid: 6, rooms: [{ room, after: null }] })
  expect((await client.next('room.pages')).pages).toMatchObject([{ page: { asOf: 1 } }])
})

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a malformed look', JSON.stringify({ t: 'look', rooms: 1, people: [] })],
])('[W1] what names nobody to answer closes the socket: %s', async (_name, text) => {
  const other = await here.enter(await here.signUp(`p${Math.abs(text.length)}x`))
  other.sendText(text)
  expect(await other.next('closing')).toEqual({ t: 'closing', code: 'bad-frame' })
  await other.closed
})

test('[W1] a binary frame closes the socket', async () => {
  const other = await here.enter(await here.signUp('binary'))
  other.ws.send(Buffer.from([1, 2, 3]))
  expect(await other.next('closing')).toEqual({ t: 'closing', code: 'bad-frame' })
})

test('[W1] a request without an id that can be answered closes the socket', async () => {
  const other = await here.enter(await here.signUp('negative'))
  other.sendText(JSON.stringify({ t: 'heads.check', rid: -1, sum: 0 }))
  expect(await other.next('closing')).toEqual({ t: 'closing', code: 'bad-frame' })
})

test('a fault of ours while a frame is handled ends its socket, not the server', async () => {
  const inner = memoryStore()
  const faulty = await startTestServer({
    store: {
      ...inner,
      read: {
        ...inner.read,
        findPerson(query) {
          if (query === 'trap') throw new Error('ours')
          return inner.read.findPerson(query)
        },
      },
    },
  })
  const alice = await faulty.signUp('alice')
  const [caught, other] = [await faulty.enter(alice), await faulty.enter(alice)]
  caught.send({ t: 'person.find', rid: 1, query: 'trap' })
  expect(await caught.next('closing')).toEqual({ t: 'closing', code: 'internal' })
  other.send({ t: 'person.find', rid: 1, query: 'nobody' })
  await other.next('person.found')
  await faulty.server.stop()
})
