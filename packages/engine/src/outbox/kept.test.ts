import type { CommandId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createScene, post, type Scene } from '../testing/scene.ts'
import type { Peer } from '../testing/index.ts'

const rowsOf = (peer: Peer) => peer.store().outbox.tx((tx) => tx.rows())
const keptOf = (peer: Peer) => peer.store().outbox.tx((tx) => tx.kept())
const failedOf = (peer: Peer) => peer.watch<'failed'>({ name: 'failed', args: {} })().rows
const entriesOf = ({ server, room }: Scene) => server.data().rooms.get(room)?.entries ?? []
const postsOf = (scene: Scene) =>
  entriesOf(scene).flatMap(({ body }) => (body.kind === 'message.posted' ? [body.text] : []))

/** Alice writes one message before a copy of the server is made and two after it; then the server goes back to the copy. */
async function wentBack() {
  const scene = await createScene()
  const { alicePeer, room, server, settled, clock } = scene
  await alicePeer.act(post(room, 'before'))
  await settled(alicePeer)
  const copy = server.backUp()
  const first = await alicePeer.act(post(room, 'after'))
  const second = await alicePeer.act(post(room, 'a reply', first))
  await settled(alicePeer)
  alicePeer.link.setDown(true)
  await clock.advance(10)
  server.restore(copy)
  return { scene, first, second }
}

test('[E26] [L7] own messages that a restored server forgot are offered, those it has are not', async () => {
  const { scene, first, second } = await wentBack()
  const { alicePeer, bobPeer, settled, texts } = scene
  alicePeer.link.setDown(false)
  await settled(alicePeer, bobPeer)
  await scene.clock.advance(100)
  expect(failedOf(alicePeer)).toMatchObject([
    { id: first, code: 'server-went-back', body: { text: 'after' } },
    { id: second, code: 'server-went-back', body: { text: 'a reply', replyTo: first } },
  ])
  expect(keptOf(alicePeer)).toEqual([])
  expect(failedOf(bobPeer)).toEqual([])
  expect(texts(bobPeer)).toEqual(['before'])
})

test('[E26] sent again they have their old ids, in their old order, once', async () => {
  const { scene, first, second } = await wentBack()
  const { alicePeer, bobPeer, chance, settled } = scene
  alicePeer.link.setDown(false)
  await settled(alicePeer, bobPeer)
  await scene.clock.advance(100)
  for (const id of [first, second, first])
    await alicePeer.call((api) => api.retry(id, chance.id() as CommandId))
  await settled(alicePeer, bobPeer)
  expect(entriesOf(scene).slice(-2)).toMatchObject([
    { id: first, body: { text: 'after' } },
    { id: second, body: { text: 'a reply', replyTo: first } },
  ])
  expect(postsOf(scene)).toEqual(['before', 'after', 'a reply'])
  expect(rowsOf(alicePeer)).toEqual([])
})

test('[E26] what another device sent again is offered no more', async () => {
  const { scene, first } = await wentBack()
  const { alicePeer, alice, server, room, settled, clock, chance } = scene
  alicePeer.link.setDown(false)
  await settled(alicePeer)
  await clock.advance(100)
  server.command(alice.id, { id: first, body: post(room, 'after') })
  await clock.advance(100)
  expect(failedOf(alicePeer)).toMatchObject([{ body: { text: 'a reply' } }])
  await alicePeer.call((api) => api.retry(first, chance.id() as CommandId))
  await settled(alicePeer)
  expect(postsOf(scene)).toEqual(['before', 'after'])
})

test('[E26] a reply to what was given up, or tried later, goes without its quote', async () => {
  for (const gives of ['up', 'later']) {
    const { scene, first, second } = await wentBack()
    const { alicePeer, chance, settled, clock } = scene
    alicePeer.link.setDown(false)
    await settled(alicePeer)
    await clock.advance(100)
    if (gives === 'up') await alicePeer.call((api) => api.discard(first))
    await alicePeer.call((api) => api.retry(second, chance.id() as CommandId))
    await settled(alicePeer)
    expect(entriesOf(scene).at(-1)).toMatchObject({ id: second, body: { replyTo: null } })
    expect(failedOf(alicePeer)).toHaveLength(gives === 'up' ? 0 : 1)
  }
})

test('[E26] what another device sent again at its old place says nothing of what stood below it', async () => {
  const { scene, first, second } = await wentBack()
  const { alicePeer, alice, elsewhere, server, room, settled, clock } = scene
  elsewhere('bob', 'in between')
  server.command(alice.id, { id: second, body: post(room, 'a reply') })
  expect(entriesOf(scene).at(-1)).toMatchObject({ id: second, seq: 4 })
  // So much was said since that it is not in the first page.
  for (let n = 0; n < 60; n += 1) elsewhere('bob', `later ${n}`)
  alicePeer.link.setDown(false)
  await settled(alicePeer)
  await clock.advance(100)
  expect(failedOf(alicePeer).map(({ id }) => id)).toEqual([first])
})

test('[E26] a crash at any step keeps them, and offers each once', async () => {
  for (let steps = 1; steps < 200; steps += 1) {
    const { scene, first, second } = await wentBack()
    const { alicePeer, settled, clock } = scene
    alicePeer.link.setDown(false)
    alicePeer.crashAfter(steps)
    await clock.advance(2_000)
    const died = alicePeer.isDown()
    if (died) alicePeer.reopen()
    else alicePeer.crashAfter(Number.POSITIVE_INFINITY)
    await settled(alicePeer)
    await clock.advance(100)
    expect(failedOf(alicePeer).map(({ id }) => id)).toEqual([first, second])
    alicePeer.stop()
    if (!died) return
  }
  throw new Error('it never came through')
})

test('[E26] [L7] so are those of a room whose log is another one under the same lineage', async () => {
  const { scene, first, second } = await wentBack()
  const { alicePeer, server, settled, clock } = scene
  server.data().lineage =
    alicePeer.store().cache.tx((tx) => tx.meta().lineage) ?? server.data().lineage
  alicePeer.link.setDown(false)
  await settled(alicePeer)
  await clock.advance(100)
  expect(failedOf(alicePeer).map(({ id }) => id)).toEqual([first, second])
})

test('[E26] one in a room that went too stays readable', async () => {
  const scene = await createScene()
  const { alicePeer, bob, server, settled, clock, newRoom } = scene
  const copy = server.backUp()
  const room = newRoom()
  await alicePeer.act({
    kind: 'room.create',
    room,
    roomKind: 'group',
    title: 'Forgotten',
    topic: '',
    contractTitle: null,
    people: [bob.id],
  })
  await alicePeer.act(post(room, 'words'))
  await settled(alicePeer)
  server.restore(copy)
  await clock.advance(1_000)
  await settled(alicePeer)
  await clock.advance(100)
  expect(failedOf(alicePeer)).toMatchObject([
    { code: 'server-went-back', body: { room, text: 'words' } },
  ])
})
