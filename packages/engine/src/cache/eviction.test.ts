import { expect, test } from 'vitest'
import { createPeer, createScene, newest, type Peer } from '../testing/index.ts'
import type { StorageEstimate } from '../ports.ts'
import { gapsOf } from '../ranges/ranges.ts'
import { StorageFull, type CacheTx, type Sync } from '../store/port.ts'

const readOf = <T>(peer: Peer, fn: (tx: CacheTx) => Sync<T>) => peer.store().cache.tx(fn)
const itemsIn = (peer: Peer, room: Parameters<CacheTx['room']>[0]) =>
  readOf(peer, (tx) => tx.itemsForward(room, 0, 10_000))

/** Bob, with 300 messages of a quiet room in his cache of which he read 60, one of them mentioning him, and a disk for `places` items. */
async function setUp(estimate: StorageEstimate = () => Promise.resolve(null)) {
  const scene = await createScene()
  const { alicePeer, bob, carol, chance, clock, elsewhere, newRoom, room, server, settled } = scene
  const busy = newRoom()
  await alicePeer.act({
    kind: 'room.create',
    room: busy,
    roomKind: 'group',
    title: 'Busy',
    topic: '',
    contractTitle: null,
    people: [bob.id, carol.id],
  })
  await settled(alicePeer)
  const faults: unknown[] = []
  const disk = { places: Number.POSITIVE_INFINITY }
  const peer = createPeer({
    person: bob,
    clock,
    chance,
    server,
    storageEstimate: estimate,
    onFault: (error) => faults.push(error),
  })
  await settled(peer)
  for (let n = 1; n <= 300; n += 1) elsewhere('alice', n === 200 ? '@bob come' : `quiet ${n}`, room)
  await clock.advance(1_000)
  await peer.act({ kind: 'read.mark', room, upTo: 61, base: 0 })
  await clock.advance(1_000)
  peer.onStep = ({ file, at }) => {
    if (file !== 'cache' || at !== 'before-commit') return
    if (itemsIn(peer, room).length + itemsIn(peer, busy).length > disk.places)
      throw new StorageFull()
  }
  return { ...scene, peer, busy, faults, disk }
}

test('[E28] a write that finds no room is done after the oldest talk of the room least used went', async () => {
  const { peer, busy, room, disk, faults, elsewhere, clock, texts } = await setUp()
  const before = readOf(peer, (tx) => tx.room(room))
  disk.places = itemsIn(peer, room).length + itemsIn(peer, busy).length
  elsewhere('alice', 'new', busy)
  await clock.advance(100)
  expect(texts(peer, busy)).toEqual(['new'])
  expect(faults).toEqual([])
  const items = itemsIn(peer, room)
  const ranges = readOf(peer, (tx) => tx.ranges(room))
  expect(items).toHaveLength(100)
  expect(ranges).toEqual([{ from: (items[0]?.seq ?? 0) - 1, to: 301 }])
  expect(readOf(peer, (tx) => tx.holes(room)).map(({ from, to }) => ({ from, to }))).toEqual(
    gapsOf(ranges),
  )
  // What is unread stays what it was, wherever it is counted, and the server agrees.
  const counts = { unread: before?.unread, mentions: before?.mentions }
  expect(counts).toEqual({ unread: 240, mentions: 1 })
  expect(readOf(peer, (tx) => tx.room(room))).toMatchObject(counts)
  await clock.advance(60_000)
  expect(readOf(peer, (tx) => tx.room(room))).toMatchObject(counts)
})

test('[E28] [E15] what went comes back when it is scrolled to, as it is now', async () => {
  const { peer, busy, room, disk, elsewhere, clock, server, alice, chance } = await setUp()
  disk.places = itemsIn(peer, room).length + itemsIn(peer, busy).length
  elsewhere('alice', 'new', busy)
  await clock.advance(100)
  disk.places = Number.POSITIVE_INFINITY
  const old = server.data().rooms.get(room)?.entries[20]?.id
  if (!old) throw new Error('no such entry')
  const edit = { kind: 'message.edit' as const, room, target: old, text: 'edited meanwhile' }
  server.command(alice.id, { id: chance.id() as typeof old, body: edit })
  await clock.advance(100)
  for (let n = 0; n < 5; n += 1) {
    peer.watch<'timeline'>(newest(room, 400))
    await clock.advance(100)
  }
  const shown = peer.watch<'timeline'>(newest(room, 400))()
  expect(shown.older).toBe('none')
  expect(shown.rows.find(({ id }) => id === old)).toMatchObject({
    item: { text: 'edited meanwhile' },
  })
})

test('[E28] a room on a screen keeps its talk; with nothing left to go it is said, until there is room', async () => {
  const { peer, busy, room, disk, faults, elsewhere, clock, texts } = await setUp()
  const status = peer.watch<'status'>({ name: 'status', args: {} })
  await peer.call((api) => api.look([room], []))
  disk.places = itemsIn(peer, room).length + itemsIn(peer, busy).length
  elsewhere('alice', 'new', busy)
  await clock.advance(100)
  expect(itemsIn(peer, room).length).toBeGreaterThan(300)
  expect(status().full).toBe(true)
  expect(faults[0]).toBeInstanceOf(StorageFull)
  await peer.call((api) => api.look([], []))
  await clock.advance(60_000)
  expect(texts(peer, busy)).toEqual(['new'])
  expect(status().full).toBe(false)
})

test('[E28] before a write finds no room, an estimate near the quota is met; one that helps nothing is left', async () => {
  let usageBytes = 0
  const { peer, room, clock } = await setUp(() =>
    Promise.resolve({ usageBytes, quotaBytes: 1_000_000 }),
  )
  await clock.advance(600_000)
  expect(itemsIn(peer, room).length).toBeGreaterThan(300)
  usageBytes = 950_000
  await clock.advance(600_000)
  // The last one comes back with the count of what went.
  expect(itemsIn(peer, room).length).toBeLessThan(105)
})
