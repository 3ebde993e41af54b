import { expect, test } from 'vitest'
import { createScene, newest, post } from '../testing/index.ts'

async function watching() {
  const scene = await createScene()
  const { bobPeer, alice, clock, room } = scene
  await bobPeer.engine().api.look([room], [alice.id])
  await clock.advance(20)
  return { ...scene, typing: bobPeer.watch<'typing'>({ name: 'typing', args: { room } }) }
}

test('[E25] typing lasts while it is repeated, and ends when the person stops', async () => {
  const { alice, alicePeer, clock, room, typing } = await watching()
  const { api } = alicePeer.engine()
  await api.typing(room, true)
  await clock.advance(50)
  expect(typing()).toEqual({ people: [alice.id] })
  await clock.advance(20_000)
  expect(typing()).toEqual({ people: [alice.id] })
  await api.typing(room, false)
  await clock.advance(50)
  expect(typing()).toEqual({ people: [] })
})

test('[E25] typing ends 6 s after its last sign when its end got lost, and with a message', async () => {
  const { alicePeer, clock, room, typing } = await watching()
  const { api } = alicePeer.engine()
  await api.typing(room, true)
  await clock.advance(50)
  alicePeer.link.setDown(true)
  await clock.advance(5_000)
  expect(typing().people).toHaveLength(1)
  await clock.advance(1_500)
  expect(typing().people).toHaveLength(0)
  alicePeer.link.setDown(false)
  await clock.advance(40_000)
  await api.typing(room, true)
  await clock.advance(50)
  expect(typing().people).toHaveLength(1)
  await alicePeer.act(post(room, 'done'))
  await clock.advance(50)
  expect(typing().people).toHaveLength(0)
})

test('[E25] a page that forgets to say so does not type for more than a minute', async () => {
  const { alicePeer, clock, room, typing } = await watching()
  await alicePeer.engine().api.typing(room, true)
  await clock.advance(70_000)
  expect(typing().people).toHaveLength(0)
})

test('presence and seen come to who looks, also after a reconnect', async () => {
  const { alice, alicePeer, bobPeer, clock, elsewhere, room, settled } = await watching()
  const presence = bobPeer.watch<'presence'>({ name: 'presence', args: {} })
  expect(presence().rows).toEqual([{ id: alice.id, state: 'active' }])
  bobPeer.link.cut()
  await clock.advance(50)
  await settled(bobPeer)
  await clock.advance(50)
  expect(presence().rows).toEqual([{ id: alice.id, state: 'active' }])
  elsewhere('bob', 'read this')
  await clock.advance(50)
  await alicePeer.act({ kind: 'read.mark', room, upTo: 2, base: 0 })
  await clock.advance(50)
  const { seen } = bobPeer.watch<'timeline'>(newest(room))()
  expect(seen).toContainEqual({ person: alice.id, upTo: 2 })
})

test('[U2] who marked a room unread tells nobody how far they read', async () => {
  const { alice, alicePeer, bobPeer, clock, elsewhere, room } = await watching()
  const told: number[] = []
  const seen = () => bobPeer.watch<'timeline'>(newest(room))().seen
  for (const text of ['one', 'two', 'three']) elsewhere('bob', text)
  await clock.advance(50)
  await alicePeer.act({ kind: 'read.mark', room, upTo: 2, base: 0 })
  await clock.advance(50)
  const from = bobPeer.store().cache.tx((tx) => tx.itemsForward(room, 3, 1)[0]?.seq ?? 0)
  await alicePeer.act({ kind: 'read.unmark', room, from, base: 0 })
  await clock.advance(50)
  for (const { person, upTo } of seen()) if (person === alice.id) told.push(upTo)
  expect(told).toEqual([2])
})

test('someone is found by handle, and their name stands in a room made with them at once', async () => {
  const { alicePeer, clock, carol } = await createScene()
  const found = alicePeer.engine().api.findPerson('carol')
  await clock.advance(50)
  expect(await found).toEqual({ person: carol })
  alicePeer.link.setDown(true)
  await clock.advance(50)
  expect(await alicePeer.engine().api.findPerson('carol')).toEqual({ code: 'offline' })
})
