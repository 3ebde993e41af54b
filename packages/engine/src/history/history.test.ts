import { expect, test } from 'vitest'
import { createPeer, createScene, newest, post } from '../testing/index.ts'

async function longTalk() {
  const scene = await createScene({ snapshotItems: 5 })
  for (let n = 1; n <= 400; n += 1) scene.elsewhere('alice', `message ${n}`)
  const { carol, clock, chance, server } = scene
  const peer = createPeer({ person: carol, clock, chance, server })
  await scene.settled(peer)
  await clock.advance(2_000)
  return { ...scene, peer }
}

test('[E15] a window that touches a hole says so, and fills as history comes', async () => {
  const { peer, clock, room } = await longTalk()
  const view = peer.watch<'timeline'>(newest(room, 20))
  expect(view()).toMatchObject({ older: 'hole', newer: 'none', unread: 400 })
  expect(view().rows).toHaveLength(5)
  await clock.advance(50)
  expect(view().rows).toHaveLength(20)
  expect(view().older).toBe('cached')
  expect(view().unread).toBe(400)
})

test('[E15] a window in the middle of nowhere is fetched around its end, down to the beginning', async () => {
  const { peer, clock, room } = await longTalk()
  const view = peer.watch<'timeline'>({ name: 'timeline', args: { room, end: 60, limit: 80 } })
  expect(view()).toMatchObject({ rows: [], older: 'hole', newer: 'hole' })
  await clock.advance(100)
  expect(view()).toMatchObject({ older: 'none' })
  expect(view().rows.map((row) => row.seq)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
})

test('[E15] a window at the upper end of what is cached fetches what follows', async () => {
  const { peer, clock, room } = await longTalk()
  peer.watch<'timeline'>({ name: 'timeline', args: { room, end: 60, limit: 10 } })
  await clock.advance(100)
  const view = peer.watch<'timeline'>({ name: 'timeline', args: { room, end: 60, limit: 5 } })
  expect(view()).toMatchObject({ older: 'cached', newer: 'cached' })
})

test('[E14] unread stays exact when a message in a hole is deleted', async () => {
  const { alice, peer, chance, clock, room, server } = await longTalk()
  const target = server.data().rooms.get(room)?.entries[9]?.id
  if (!target) throw new Error('no tenth entry')
  const id = chance.id() as typeof target
  server.command(alice.id, { id, body: { kind: 'message.delete', room, target } })
  await clock.advance(2_000)
  expect(peer.store().cache.tx((tx) => tx.room(room)?.unread)).toBe(399)
})

test('[E14] unread stays exact when the mark moves into a hole on another device', async () => {
  const { carol, peer, chance, clock, room, server } = await longTalk()
  const id = chance.id() as Parameters<typeof server.command>[1]['id']
  server.command(carol.id, { id, body: { kind: 'read.mark', room, upTo: 101, base: 0 } })
  await clock.advance(2_000)
  expect(peer.store().cache.tx((tx) => tx.room(room)?.unread)).toBe(300)
})

test('[E16] [L9] a quote that is not cached is fetched, and shows', async () => {
  const { alicePeer, peer, clock, room, server } = await longTalk()
  const quoted = server.data().rooms.get(room)?.entries[9]?.id ?? null
  await alicePeer.act(post(room, 'as I said', quoted))
  await clock.advance(10)
  const view = peer.watch<'timeline'>(newest(room, 1))
  expect(view().rows[0]).toMatchObject({ quote: 'missing' })
  await clock.advance(100)
  expect(view().rows[0]).toMatchObject({ quote: { id: quoted, text: 'message 9' } })
})

test('an item is located in the cache, at the server, or nowhere', async () => {
  const { peer, chance, clock, room, server } = await longTalk()
  const id = server.data().rooms.get(room)?.entries[9]?.id
  if (!id) throw new Error('no tenth entry')
  const { api } = peer.engine()
  const found = api.locate(room, id)
  const nowhere = api.locate(room, chance.id() as typeof id)
  await clock.advance(50)
  expect([await found, await nowhere]).toEqual([10, null])
  peer.link.setDown(true)
  await clock.advance(50)
  expect([await api.locate(room, id), await api.locate(room, chance.id() as typeof id)]).toEqual([
    10,
    null,
  ])
})

test('[E16] items that do not fit one answer are asked for until all are there', async () => {
  const scene = await createScene({ snapshotItems: 5, itemsPerLookUp: 2 })
  for (let n = 1; n <= 40; n += 1) scene.elsewhere('alice', `message ${n}`)
  const { alicePeer, carol, clock, chance, room, server } = scene
  const peer = createPeer({ person: carol, clock, chance, server })
  await scene.settled(peer)
  await clock.advance(2_000)
  const entries = server.data().rooms.get(room)?.entries ?? []
  const quoted = entries.slice(3, 8).map(({ id }) => id)
  peer.link.setDown(true)
  for (const id of quoted) await alicePeer.act(post(room, 'as I said', id))
  await clock.advance(100)
  peer.link.setDown(false)
  await scene.settled(peer)
  const view = peer.watch<'timeline'>(newest(room, 5))
  await clock.advance(1_000)
  expect(view().rows.map((row) => row.kind === 'message' && row.quote)).toMatchObject(
    quoted.map((id) => ({ id })),
  )
})
