import type { CommandBody, EntryId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createWorld } from './testing/index.ts'

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
