import { memberOf, personalKey, personalKinds, unmarked, type RoomId } from '@parley/protocol'
import { expect } from 'vitest'
import { gapsOf, rangeAt } from '../ranges/ranges.ts'
import { mayVanish, type Peer, type World } from '../testing/index.ts'
import { markOf, ownLastPost, unreadBelow, type RoomLog } from '../testing/server/data.ts'
import type { Outcome } from './drive.ts'

/** Everything a peer's cache holds is what the server has now, and its counts are the server's. */
export function expectFresh(world: World, peer: Peer): void {
  const data = world.server.data()
  const me = peer.person.id
  const { rooms, meta } = peer.store().cache.tx((tx) => ({
    meta: tx.meta(),
    rooms: tx.rooms().filter((room) => room.epoch > 0),
  }))
  const held = [...data.rooms.values()].filter((log) => memberOf(log.state, me) !== null)
  expect(meta).toEqual({
    person: me,
    lineage: data.lineage,
    personalCursor: data.personal.get(me)?.head,
    profile: data.people.get(me),
  })
  expect(rooms.map((room) => room.id).toSorted()).toEqual(held.map((log) => log.id).toSorted())
  for (const log of held) expectRoom(world, peer, log)
  const set = [...(data.personal.get(me)?.values.values() ?? [])].filter(
    (item) => 'subject' in item && item.value !== null,
  )
  expect(valuesOf(peer)).toEqual(new Map(set.map((item) => [personalKey(item), item])))
}

function valuesOf(peer: Peer) {
  const all = peer.store().cache.tx((tx) => personalKinds.flatMap(({ kind }) => tx.values(kind)))
  return new Map(all.map((value) => [personalKey(value), value]))
}

function expectRoom(world: World, peer: Peer, log: RoomLog): void {
  const data = world.server.data()
  const me = peer.person.id
  const cached = peer.store().cache.tx((tx) => ({
    room: tx.room(log.id),
    items: tx.itemsForward(log.id, 0, 10_000),
    ranges: tx.ranges(log.id),
    holes: tx.holes(log.id),
  }))
  const head = log.entries.length
  const unread = unreadBelow(data, log, me, head)
  const own = memberOf(log.state, me)
  const latest = cached.items.findLast((item) => item.kind === 'message')
  // A message that only passes on shows what it passes on.
  const text = latest?.kind === 'message' && (latest.text || (latest.forwarded?.text ?? ''))
  expect(cached.room).toMatchObject({
    epoch: own?.epoch,
    state: log.state,
    cursor: { seq: head, id: log.entries[head - 1]?.id },
    mark: markOf(data, me, log.id) ?? unmarked,
    ownLastPost: ownLastPost(log, me, head),
    ...unread,
    preview: latest ? { item: latest.id, text } : null,
  })
  const there = [...log.items.values()].filter((item) => rangeAt(cached.ranges, item.seq))
  expect(cached.items).toEqual(there)
  expect(cached.ranges.at(-1)?.to).toBe(head)
  expect(cached.holes.map(({ from, to }) => ({ from, to }))).toEqual(gapsOf(cached.ranges))
}

/** Every command handed in has its effect once, changed nothing for good reason, or stands as failed (SPEC K7, P-3, P-4). */
export function expectEnded({ world, peers, acted, restored }: Outcome): void {
  const data = world.server.data()
  const times = new Map<string, number>()
  for (const log of data.rooms.values())
    for (const entry of log.entries) times.set(entry.id, (times.get(entry.id) ?? 0) + 1)
  for (const count of times.values()) expect(count).toBe(1)
  const failed = new Set<string>()
  for (const peer of peers)
    for (const row of peer.store().outbox.tx((tx) => tx.rows())) {
      expect(row.state.kind).toBe('failed')
      failed.add(row.command.id)
    }
  // A server that went back to a copy has forgotten what it acknowledged since.
  if (restored) return
  for (const [id, { peer, body }] of acted) {
    if (mayVanish(body)) continue
    const receipt = data.receipts.get(`${peer.person.id}/${id}`)
    const ended = receipt?.answer.ok === true || failed.has(id)
    expect(ended, `${body.kind} ${id}`).toBe(true)
    if (receipt?.answer.ok === true) expect(failed.has(id), `${body.kind} ${id}`).toBe(false)
  }
}

/**
 * What a person wrote and the server forgot stands as failed where it was read last (SPEC L7). It may stand there although another
 * device sent it again in talk that is not read here: sent once more it is still there once (`expectEnded`).
 */
export function expectOffered({ world, written, acted }: Outcome): void {
  const deleted = new Set<string>()
  for (const { body } of acted.values())
    if (body.kind === 'message.delete') deleted.add(body.target)
  const known = new Set<string>()
  for (const log of world.server.data().rooms.values())
    for (const entry of log.entries) known.add(entry.id)
  for (const { peer, id } of written) {
    // Its deletion may have been on the way.
    if (deleted.has(id)) continue
    const row = peer.store().outbox.tx((tx) => tx.row(id))
    expect(known.has(id) || row?.state.kind === 'failed', `${id}`).toBe(true)
  }
  for (const peer of new Set(written.map((each) => each.peer)))
    expect(peer.store().outbox.tx((tx) => tx.kept())).toEqual([])
}

/** One device's posts to one room stand in the order they were written (SPEC K5). */
export function expectOrder({ world, acted, restored }: Outcome): void {
  if (restored) return
  const last = new Map<string, number>()
  const device = new Map<object, number>()
  for (const [id, { peer, body }] of acted) {
    if (body.kind !== 'message.post') continue
    if (!device.has(peer)) device.set(peer, device.size)
    const seq = seqOf(world, body.room, id)
    if (seq === null) continue
    const lane = `${device.get(peer)}/${body.room}`
    expect(seq, `${id} in ${lane}`).toBeGreaterThan(last.get(lane) ?? 0)
    last.set(lane, seq)
  }
}

function seqOf(world: World, room: RoomId, id: string): number | null {
  const log = world.server.data().rooms.get(room)
  return log?.entries.find((entry) => entry.id === id)?.seq ?? null
}
