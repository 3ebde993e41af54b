import type { CommandId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  createPeer,
  createScene,
  newest,
  post,
  type Acceptor,
  type Peer,
} from '../testing/index.ts'

const offline = async (scene: { clock: { advance(ms: number): Promise<void> } }, peer: Peer) => {
  peer.link.setDown(true)
  await scene.clock.advance(10)
}
const rowsOf = (peer: Peer) => peer.store().outbox.tx((tx) => tx.rows())
const entriesOf = (scene: Awaited<ReturnType<typeof createScene>>, room = scene.room) =>
  scene.server.data().rooms.get(room)?.entries ?? []

test('[E17] [P-4] handing in is on disk when it resolves, and the same id again changes nothing', async () => {
  const scene = await createScene()
  const { alicePeer, chance, room } = scene
  await offline(scene, alicePeer)
  const command = { id: chance.id() as CommandId, body: post(room, 'once') }
  const intent = { command, after: [] }
  expect(await alicePeer.engine().api.enqueue([intent])).toEqual({ stored: true })
  expect(rowsOf(alicePeer)).toMatchObject([{ command, state: { kind: 'queued' } }])
  await alicePeer.engine().api.enqueue([intent, intent])
  expect(rowsOf(alicePeer)).toHaveLength(1)
})

test('[K6] transmitted is on disk before the first byte leaves', async () => {
  const scene = await createScene()
  const { alicePeer, clock, room } = scene
  let steps = 0
  // Handing in is the outbox's first commit, marking it transmitted the second: the process ends before that one.
  alicePeer.onStep = ({ file, at }) => {
    if (file !== 'outbox' || at !== 'before-commit') return
    steps += 1
    if (steps === 2) alicePeer.crashAfter(1)
  }
  await alicePeer.act(post(room, 'a'))
  expect(alicePeer.isDown()).toBe(true)
  expect(rowsOf(alicePeer)).toMatchObject([{ state: { kind: 'queued' } }])
  await clock.advance(100)
  expect(entriesOf(scene)).toHaveLength(1)
})

/** A device of alice's to which the answer to a post came, and its entry did not. */
async function acknowledgedOnly() {
  const scene = await createScene()
  const { alice, chance, clock, room, server, settled } = scene
  const copy = server.backUp()
  const faults = { losesEntries: false }
  const lossy: Acceptor = {
    accept: (socket) =>
      server.accept({
        ...socket,
        send: (text) => {
          if (!faults.losesEntries || !text.includes('"room.entries"')) socket.send(text)
        },
      }),
  }
  const peer = createPeer({ person: alice, clock, chance, server: lossy })
  await settled(peer)
  faults.losesEntries = true
  await peer.act(post(room, 'acknowledged'))
  await clock.advance(50)
  faults.losesEntries = false
  return { scene, peer, copy }
}

test('[E12] what was acknowledged by a server that then forgot it is sent again', async () => {
  const { scene, peer, copy } = await acknowledgedOnly()
  scene.server.restore(copy)
  await scene.clock.advance(5_000)
  expect(scene.texts(scene.bobPeer)).toEqual(['acknowledged'])
  expect(rowsOf(peer)).toEqual([])
})

test('[K7] [E19] an acknowledged row stays until its entry is in the cache', async () => {
  const { scene, peer } = await acknowledgedOnly()
  const { clock } = scene
  expect(rowsOf(peer)).toMatchObject([{ state: { kind: 'acked', seq: 2 } }])
  expect(scene.texts(peer)).toEqual(['acknowledged'])
  await clock.advance(31_000)
  expect(rowsOf(peer)).toEqual([])
  expect(scene.texts(peer)).toEqual(['acknowledged'])
})

test('[E19] [K3] a crash after sending and before the answer sends again, and the effect is there once', async () => {
  const scene = await createScene()
  const { alicePeer, room, settled } = scene
  const id = await alicePeer.act(post(room, 'once'))
  await scene.clock.advance(1)
  alicePeer.reopen()
  expect(rowsOf(alicePeer)).toMatchObject([{ state: { kind: 'transmitted' } }])
  await settled(alicePeer)
  expect(entriesOf(scene).filter((entry) => entry.id === id)).toHaveLength(1)
  expect(rowsOf(alicePeer)).toEqual([])
})

test('[E19] a row whose entry was cached before a crash is gone at the next start', async () => {
  const scene = await createScene()
  const { alicePeer, clock, room } = scene
  const id = await alicePeer.act(post(room, 'cached'))
  let armed = true
  // The process ends between the cache's commit and the queue's.
  alicePeer.onStep = ({ file, at }) => {
    const cached = alicePeer.store().cache.tx((tx) => tx.item(room, id)) !== null
    if (armed && file === 'outbox' && at === 'begin' && cached) {
      armed = false
      alicePeer.crashAfter(1)
    }
  }
  await clock.advance(50)
  expect(alicePeer.isDown()).toBe(true)
  expect(rowsOf(alicePeer)).toHaveLength(1)
  alicePeer.link.setDown(true)
  alicePeer.reopen()
  expect(rowsOf(alicePeer)).toEqual([])
})

test('[E20] [K5] a transient refusal holds the lane: what was written first stands first', async () => {
  const scene = await createScene()
  const { alicePeer, clock, room, server, settled } = scene
  server.busy.likelihood = 0.7
  const ids: CommandId[] = []
  for (const text of ['a', 'b', 'c', 'd']) ids.push(await alicePeer.act(post(room, text)))
  await clock.advance(2_000)
  server.busy.likelihood = 0
  await settled(alicePeer)
  expect(
    entriesOf(scene)
      .slice(1)
      .map((entry) => entry.id),
  ).toEqual(ids)
})

test('[E20] a final refusal stays visible, fails what depends on it, and lets the rest go', async () => {
  const scene = await createScene()
  const { alicePeer, clock, room, texts } = scene
  const refused = await alicePeer.act(post(room, ''))
  const reply = await alicePeer.act(post(room, 'depends', refused), [refused])
  await alicePeer.act(post(room, 'free'))
  await clock.advance(100)
  expect(alicePeer.watch<'failed'>({ name: 'failed', args: {} })().rows).toMatchObject([
    { id: refused, code: 'text-empty', roomTitle: 'Team' },
    { id: reply, code: 'dependency-failed' },
  ])
  expect(texts(alicePeer)).toEqual(['free', '', 'depends'])
})

test('[E22] a failed message may be rewritten, retried as a new command, or discarded with what depends on it', async () => {
  const scene = await createScene()
  const { alicePeer, chance, clock, room, texts } = scene
  const refused = await alicePeer.act(post(room, ''))
  const reply = await alicePeer.act(post(room, 'depends', refused), [refused])
  await clock.advance(100)
  const { api } = alicePeer.engine()
  expect(await api.rewrite(refused, 'better')).toBe(true)
  const again = chance.id() as CommandId
  await api.retry(refused, again)
  await clock.advance(100)
  expect(entriesOf(scene).at(-1)).toMatchObject({ id: again, body: { text: 'better' } })
  expect(rowsOf(alicePeer)).toMatchObject([
    { command: { id: reply, body: { replyTo: again } }, after: [again] },
  ])
  expect(await api.discard(reply)).toBe(true)
  await clock.advance(50)
  expect(texts(alicePeer)).toEqual(['better'])
})

test('[K5] what is tried again goes before the rows that come after it, and its lane moves on', async () => {
  const scene = await createScene()
  const { alicePeer, chance, clock, room } = scene
  const { api } = alicePeer.engine()
  const refused = await alicePeer.act(post(room, ''))
  await clock.advance(100)
  await offline(scene, alicePeer)
  await alicePeer.act(post(room, 'second'), [refused])
  await api.rewrite(refused, 'first')
  await api.retry(refused, chance.id() as CommandId)
  alicePeer.link.setDown(false)
  await clock.advance(600_000)
  expect(rowsOf(alicePeer)).toEqual([])
  expect(entriesOf(scene).slice(1)).toMatchObject([
    { body: { text: 'first' } },
    { body: { text: 'second' } },
  ])
})

test('[E22] what may have left can neither be rewritten nor discarded', async () => {
  const scene = await createScene()
  const { alicePeer, room } = scene
  const id = await alicePeer.act(post(room, 'sent'))
  expect(await alicePeer.engine().api.discard(id)).toBe(false)
  expect(await alicePeer.engine().api.rewrite(id, 'other')).toBe(false)
})

test('[E21] of the read marks that have not left the latest stays, and a newer "unread" is not undone by them', async () => {
  const scene = await createScene()
  const { alice, bobPeer, clock, elsewhere, room, server, settled } = scene
  for (const text of ['a', 'b', 'c']) elsewhere('alice', text)
  await clock.advance(50)
  await offline(scene, bobPeer)
  for (const upTo of [2, 4, 3]) await bobPeer.act({ kind: 'read.mark', room, upTo, base: 0 })
  expect(rowsOf(bobPeer)).toMatchObject([{ command: { body: { upTo: 4, base: 0 } } }])
  const rooms = bobPeer.watch<'rooms'>({ name: 'rooms', args: {} })
  expect(rooms().rows[0]?.unread).toBe(0)
  await bobPeer.act({ kind: 'read.unmark', room, from: 3, base: 0 })
  await clock.advance(50)
  expect(rooms().rows[0]?.unread).toBe(2)
  bobPeer.link.setDown(false)
  await settled(bobPeer)
  await clock.advance(50)
  expect(rooms().rows[0]?.unread).toBe(2)
  expect(server.data().personal.get(bobPeer.person.id)?.values.get(`read/${room}`)).toMatchObject({
    value: { upTo: 2, version: 2 },
  })
  expect(alice.name).toBe('Alice')
})

test('[E23] a room made offline is there at once, with its talk, and stays the same room', async () => {
  const scene = await createScene()
  const { alicePeer, bob, bobPeer, clock, newRoom, settled, texts } = scene
  await offline(scene, alicePeer)
  const room: RoomId = newRoom()
  const created = await alicePeer.act({
    kind: 'room.create',
    room,
    roomKind: 'contract',
    title: 'Logo',
    topic: '',
    contractTitle: 'Logo design',
    people: [bob.id],
  })
  await alicePeer.act(post(room, 'first words'), [created])
  const rooms = alicePeer.watch<'rooms'>({ name: 'rooms', args: {} })
  const view = alicePeer.watch<'room'>({ name: 'room', args: { room } })
  expect(rooms().rows[0]).toMatchObject({ id: room, title: 'Logo', delivery: { kind: 'queued' } })
  expect(view().room).toMatchObject({ role: 'owner', contract: { status: 'active' } })
  expect(view().room?.members.map(({ person }) => person.name)).toEqual(['Alice', 'Bob'])
  expect(texts(alicePeer, room)).toEqual(['first words'])
  alicePeer.link.setDown(false)
  await settled(alicePeer, bobPeer)
  await clock.advance(50)
  expect(rooms().rows[0]).toMatchObject({ id: room, delivery: { kind: 'sent' } })
  expect(texts(bobPeer, room)).toEqual(['first words'])
})

test('[E23] edits, deletions and reactions show at once over what is cached', async () => {
  const scene = await createScene()
  const { alicePeer, bobPeer, clock, room, settled } = scene
  const kept = await alicePeer.act(post(room, 'kept'))
  const gone = await alicePeer.act(post(room, 'gone'))
  await settled(alicePeer)
  await offline(scene, alicePeer)
  await alicePeer.act({ kind: 'message.edit', room, target: kept, text: 'edited' })
  await alicePeer.act({ kind: 'reaction.change', room, target: kept, emoji: '👍', on: true })
  await alicePeer.act({ kind: 'message.delete', room, target: gone })
  const view = alicePeer.watch<'timeline'>(newest(room))
  const shown = [
    {
      id: kept,
      item: { text: 'edited', reactions: [{ emoji: '👍' }] },
      delivery: { kind: 'queued' },
    },
    { id: gone, item: { text: '', deletedAt: expect.any(Number) } },
  ]
  expect(view().rows.slice(1)).toMatchObject(shown)
  expect(alicePeer.store().cache.tx((tx) => tx.item(room, kept))).toMatchObject({ text: 'kept' })
  alicePeer.link.setDown(false)
  await settled(alicePeer, bobPeer)
  await clock.advance(50)
  expect(bobPeer.watch<'timeline'>(newest(room))().rows.slice(1)).toMatchObject([
    { item: { text: 'edited' }, delivery: { kind: 'sent' } },
    { item: { deletedAt: expect.any(Number) } },
  ])
})
