import type { CachedRoom, Hole, Range } from '@parley/engine'
import { mayVanish, type Peer } from '@parley/engine/testing'
import {
  laneOf,
  personalKinds,
  personalLane,
  roomOfCommand,
  type Item,
  type Person,
  type RoomId,
} from '@parley/protocol'
import { expect } from 'vitest'
import type { Played } from './play.ts'
import type { Scene } from './scene.ts'

const everything = Number.MAX_SAFE_INTEGER

/** All of these hold of every engine once everything was mended. Takes the played world to its end: failed commands are let go. */
export async function expectTruths(played: Played): Promise<void> {
  const { scene, peers } = played
  expect(scene.server.witness.leaks()).toEqual([])
  expectEnded(played)
  expectOrder(played)
  await expectAsFresh(scene, peers)
  for (const peer of peers) peer.stop()
}

/** What each peer has, of every room, is what an engine has that comes new to the server (P-5). */
export async function expectAsFresh(scene: Scene, peers: readonly Peer[]): Promise<void> {
  const fresh = new Map<Person, Peer>()
  for (const { person } of peers) if (!fresh.has(person)) fresh.set(person, scene.join(person))
  const all = [...peers, ...fresh.values()]
  expect(await scene.settled(all)).toBe(true)
  await scene.clock.advance(2_000)
  // As they stand, with their holes; then with everything that was ever said.
  for (const peer of peers) expectSameRooms(peer, fresh.get(peer.person))
  await readEverything(scene, all)
  for (const peer of peers) {
    expectSameRooms(peer, fresh.get(peer.person))
    expectWhole(scene, peer)
  }
  for (const peer of peers) await expectSameList(scene, peer, fresh.get(peer.person))
  expectOneOrder(peers)
  for (const peer of fresh.values()) peer.stop()
}

/** Every command handed in took effect once, changed nothing for good reason, or stands as failed (SPEC K7, P-3, P-4). */
function expectEnded({ scene, peers, acted, restored }: Played): void {
  const { server } = scene
  const logged = entriesOf(scene)
  expect(new Set(logged).size).toBe(logged.length)
  const failed = new Set<string>()
  for (const peer of peers)
    for (const row of peer.store().outbox.tx((tx) => tx.rows())) {
      expect(row).toMatchObject({ state: { kind: 'failed' } })
      failed.add(row.command.id)
    }
  // A server that went back to a copy has forgotten what it acknowledged since.
  if (restored) return
  for (const [id, { peer, body }] of acted) {
    if (body.kind === 'read.unmark' || mayVanish(body)) continue
    const answers = server.witness.answers(peer.person.id, id)
    expect(answers.length, `${body.kind} ${id} has one answer`).toBeLessThanOrEqual(1)
    const isDone = answers[0]?.kind === 'done'
    expect(isDone !== failed.has(id), `${body.kind} ${id} is done or failed`).toBe(true)
    const room = laneOf(body) === personalLane ? null : roomOfCommand(body)
    if (room !== null && answers[0]?.kind === 'done' && answers[0].seq > 0)
      expect(server.read().entryIdAt(room, answers[0].seq)).toBe(id)
  }
}

/** The ids in all logs; each log is dense and its time never runs backwards (SPEC L1, L3). */
function entriesOf({ server }: Scene): string[] {
  const read = server.read()
  const rooms = new Set(
    server.witness
      .batches()
      .flat()
      .flatMap(({ command: { body } }) => ('room' in body ? [body.room] : [])),
  )
  return [...rooms].flatMap((room) => {
    const texts = read.entryTexts(room, 0, everything)
    const entries = texts.map((text) => JSON.parse(text) as { seq: number; id: string; at: number })
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(entries.length).toBe(read.head(room)?.seq ?? 0)
    const times = entries.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    return entries.map(({ id }) => id)
  })
}

/** One device's posts to one room stand in the order they were written (SPEC K5). */
function expectOrder({ scene, acted, restored }: Played): void {
  if (restored) return
  const last = new Map<string, number>()
  const devices = new Map<Peer, number>()
  for (const [id, { peer, body }] of acted) {
    if (body.kind !== 'message.post') continue
    if (!devices.has(peer)) devices.set(peer, devices.size)
    const [answer] = scene.server.witness.answers(peer.person.id, id)
    if (answer?.kind !== 'done') continue
    const lane = `${devices.get(peer)}/${body.room}`
    expect(answer.seq, `${id} in ${lane}`).toBeGreaterThan(last.get(lane) ?? 0)
    last.set(lane, answer.seq)
  }
}

type Cached = { room: CachedRoom | null; items: Item[]; ranges: Range[]; holes: Hole[] }

function cachedBy(peer: Peer, room: RoomId): Cached {
  return peer.store().cache.tx((tx) => ({
    room: tx.room(room),
    items: tx.itemsForward(room, 0, everything),
    ranges: tx.ranges(room),
    holes: tx.holes(room),
  }))
}

/** The person's own values of every kind (SPEC O1). */
function valuesOf(peer: Peer) {
  return peer.store().cache.tx((tx) => personalKinds.map(({ kind }) => tx.values(kind)))
}

function heldBy(peer: Peer): RoomId[] {
  const rooms = peer.store().cache.tx((tx) => tx.rooms())
  return rooms.flatMap(({ id, epoch }) => (epoch > 0 ? [id] : [])).toSorted()
}

/** What a peer has of each room is what an engine that never saw it before gets; of others it has nothing (SPEC L10, X2). */
function expectSameRooms(peer: Peer, fresh: Peer | undefined): void {
  if (!fresh) throw new Error('nobody to compare with')
  const metaOf = (of: Peer) => of.store().cache.tx((tx) => tx.meta())
  expect(metaOf(peer)).toEqual(metaOf(fresh))
  expect(heldBy(peer)).toEqual(heldBy(fresh))
  expect(valuesOf(peer)).toEqual(valuesOf(fresh))
  for (const { id, epoch } of peer.store().cache.tx((tx) => tx.rooms())) {
    const cached = cachedBy(peer, id)
    if (epoch === 0) {
      expect(cached).toMatchObject({ items: [], ranges: [], holes: [], room: { state: null } })
      continue
    }
    const other = cachedBy(fresh, id)
    expect(comparable(cached)).toEqual(comparable(other))
    const known = new Map(other.items.map((item) => [item.id, item]))
    for (const item of cached.items)
      if (known.has(item.id)) expect(item).toEqual(known.get(item.id))
  }
}

/** A room as far as it does not depend on which of its talk is cached. */
function comparable({ room, ranges }: Cached) {
  if (!room) return null
  const { preview: _, lastAt: __, ...same } = room
  return { ...same, top: ranges.at(-1)?.to }
}

/** Scrolls through every room, from its newest item to its first. */
async function readEverything(scene: Scene, peers: readonly Peer[]): Promise<void> {
  for (const peer of peers)
    for (const room of heldBy(peer))
      peer.watch<'timeline'>({ name: 'timeline', args: { room, end: null, limit: 10_000 } })
  const isWhole = (peer: Peer) =>
    heldBy(peer).every((room) => cachedBy(peer, room).holes.length === 0)
  expect(await scene.clock.advanceUntil(() => peers.every(isWhole))).toBe(true)
  await scene.clock.advance(1_000)
}

/** The whole of each room is the server's, item for item. */
function expectWhole({ server }: Scene, peer: Peer): void {
  for (const room of heldBy(peer)) {
    const { texts } = server.read().items(room, everything, 'back', everything)
    const { items, ranges, holes } = cachedBy(peer, room)
    expect(items).toEqual(texts.map((text): unknown => JSON.parse(text)))
    expect(ranges).toEqual([{ from: 0, to: server.read().head(room)?.seq }])
    expect(holes).toEqual([])
  }
}

/** Once what failed is let go, the room list is the fresh one's, row by row. */
async function expectSameList(scene: Scene, peer: Peer, fresh: Peer | undefined): Promise<void> {
  const failed = peer.store().outbox.tx((tx) => tx.rows())
  for (const { command } of failed) await peer.call((api) => api.discard(command.id))
  const [own, other] = [peer, fresh].map((of) => of?.watch<'rooms'>({ name: 'rooms', args: {} }))
  await scene.clock.advance(100)
  expect(own?.().rows).toEqual(other?.().rows)
}

/** What two engines show of a room stands in one order. */
function expectOneOrder(peers: readonly Peer[]): void {
  const shown = new Map<RoomId, string[]>()
  for (const peer of peers)
    for (const room of heldBy(peer)) {
      const order = cachedBy(peer, room).items.map(({ id }) => id as string)
      expect(order).toEqual(shown.get(room) ?? order)
      shown.set(room, order)
    }
}
