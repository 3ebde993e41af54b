import type { CommandBody, EntryId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createPeer, createScene, createWorld } from './testing/index.ts'

const post = (room: RoomId, text: string, replyTo: EntryId | null = null): CommandBody => ({
  kind: 'message.post',
  room,
  text,
  replyTo,
})
const timelineOf = (room: RoomId, limit = 50) =>
  ({ name: 'timeline', args: { room, end: null, limit } }) as const

async function twoInARoom(seed = 1) {
  const world = createWorld(seed)
  const alice = world.join(world.alice)
  const bob = world.join(world.bob)
  const room = world.newRoom()
  await alice.act({
    kind: 'room.create',
    room,
    roomKind: 'group',
    title: 'Team',
    topic: '',
    contractTitle: null,
    people: [world.bob.id],
  })
  expect(await world.settled(alice, bob)).toBe(true)
  return { ...world, alicePeer: alice, bobPeer: bob, room }
}

test('what alice writes shows at bob within a blink', async () => {
  const { alicePeer, bobPeer, room, clock } = await twoInARoom()
  const seen = bobPeer.watch<'timeline'>(timelineOf(room))
  await alicePeer.act(post(room, 'hello'))
  await clock.advance(50)
  expect(seen().rows.map((row) => row.kind === 'message' && row.item.text)).toEqual([
    false,
    'hello',
  ])
  expect(seen().unread).toBe(1)
  const rooms = bobPeer.watch<'rooms'>({ name: 'rooms', args: {} })
  expect(rooms().rows).toMatchObject([
    { title: 'Team', unread: 1, preview: { byName: 'Alice', text: 'hello', mine: false } },
  ])
})

test('[P-4] what is written offline shows at once as queued, and as sent after the connection is back', async () => {
  const { alicePeer, bobPeer, room, clock, settled } = await twoInARoom()
  alicePeer.link.setDown(true)
  await clock.advance(100)
  const own = alicePeer.watch<'timeline'>(timelineOf(room))
  const id = await alicePeer.act(post(room, 'from the train'))
  await clock.advance(50)
  expect(own().rows.at(-1)).toMatchObject({ id, seq: null, delivery: { kind: 'queued' } })
  alicePeer.link.setDown(false)
  expect(await settled(alicePeer, bobPeer)).toBe(true)
  await clock.advance(50)
  expect(own().rows.filter((row) => row.id === id)).toMatchObject([
    { seq: 2, delivery: { kind: 'sent' } },
  ])
  expect(alicePeer.store().outbox.tx((tx) => tx.rows())).toEqual([])
})

test('the screen is painted from the cache when nothing answers', async () => {
  const { alicePeer, room, clock, settled } = await twoInARoom()
  await alicePeer.act(post(room, 'kept'))
  await settled(alicePeer)
  alicePeer.link.setDown(true)
  alicePeer.reopen()
  const seen = alicePeer.watch<'timeline'>(timelineOf(room))
  expect(seen().rows.at(-1)).toMatchObject({ item: { text: 'kept' } })
  await clock.advance(60_000)
  const status = alicePeer.watch<'status'>({ name: 'status', args: {} })
  expect(status().connection.kind).toMatch(/offline|connecting/)
})

test('[E2] a disk that is full for a while loses nothing: the frame comes again after a reconnect', async () => {
  const { bob, chance, clock, elsewhere, room, server, settled, texts } = await createScene()
  const faults: unknown[] = []
  const peer = createPeer({
    person: bob,
    clock,
    chance,
    server,
    onFault: (error) => faults.push(error),
  })
  await settled(peer)
  const full = new Error('disk full')
  peer.onStep = ({ file, at }) => {
    if (file === 'cache' && at === 'before-commit') throw full
  }
  elsewhere('alice', 'while full')
  await clock.advance(5)
  expect(faults).toContain(full)
  peer.onStep = null
  await clock.advance(60_000)
  expect(texts(peer, room)).toEqual(['while full'])
})

test('[E3] a start reads rooms and meta once, and of the history only what a window asks for', async () => {
  const { bobPeer, elsewhere, clock, room } = await createScene()
  for (let n = 0; n < 300; n += 1) elsewhere('alice', `message ${n}`)
  await clock.advance(1_000)
  bobPeer.link.setDown(true)
  let reads = 0
  bobPeer.onStep = ({ file, at }) => {
    if (file === 'cache' && at === 'begin') reads += 1
  }
  bobPeer.reopen()
  const rooms = bobPeer.watch<'rooms'>({ name: 'rooms', args: {} })
  const view = bobPeer.watch<'timeline'>(timelineOf(room, 20))
  expect(rooms().rows).toHaveLength(1)
  expect(view().rows).toHaveLength(20)
  expect(reads).toBeLessThan(10)
})

test('[E24] the result of a query is sent in differences, at most once a frame', async () => {
  const { bobPeer, elsewhere, clock, room } = await createScene()
  const sent: number[] = []
  const view = bobPeer.watch<'timeline'>(timelineOf(room, 200))
  bobPeer.onShown = () => sent.push(clock.now())
  for (let n = 0; n < 100; n += 1) {
    elsewhere('alice', `message ${n}`)
    await clock.advance(1)
  }
  await clock.advance(50)
  expect(view().rows).toHaveLength(101)
  expect(sent.length).toBeLessThan(10)
  const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(16)
})

test('the status counts what is half written, but not blanks', async () => {
  const { alicePeer, clock, room } = await createScene()
  const status = alicePeer.watch<'status'>({ name: 'status', args: {} })
  await alicePeer.engine().api.saveDraft(room, { text: 'half', replyTo: null })
  await clock.advance(50)
  expect(status().drafts).toBe(1)
  await alicePeer.engine().api.saveDraft(room, { text: ' ', replyTo: null })
  await clock.advance(50)
  expect(status().drafts).toBe(0)
})

test('closing leaves the queue and the drafts', async () => {
  const { bobPeer, clock, room } = await createScene()
  bobPeer.link.setDown(true)
  await clock.advance(10)
  await bobPeer.act(post(room, 'queued'))
  await bobPeer.engine().api.saveDraft(room, { text: 'half', replyTo: null })
  await bobPeer.engine().api.close('keep')
  expect(bobPeer.store().cache.tx((tx) => tx.rooms().length)).toBe(1)
  expect(
    bobPeer.store().outbox.tx((tx) => [tx.rows(), tx.drafts()].map((each) => each.length)),
  ).toEqual([1, 1])
})
