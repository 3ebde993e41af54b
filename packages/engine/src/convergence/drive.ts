import {
  directRoomId,
  type CommandBody,
  type CommandId,
  type EntryId,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { anyValueCommand, createWorld, noFaults, type Peer, type World } from '../testing/index.ts'
import type { ServerData } from '../testing/server/data.ts'
import type { Plan, Step } from './plan.ts'

/** Small answers, so that a little talk meets pages, snapshots, holes and rooms far behind. */
const sizes = {
  entriesBehind: 8,
  entriesPerPage: 6,
  snapshotItems: 3,
  changesPerPage: 2,
  personalPerPage: 3,
}

export type Outcome = {
  world: World
  peers: Peer[]
  /** Every command handed in, by its id. */
  acted: Map<CommandId, { peer: Peer; body: CommandBody }>
  restored: boolean
  /** What was on a peer's disk of the person's own messages when the server went back to a copy. */
  written: { peer: Peer; id: EntryId }[]
}

/** Plays a plan, then mends everything and waits until all are live with nothing queued. Null: that never came. */
export async function drive(plan: Plan): Promise<Outcome> {
  const world = createWorld(plan.seed, sizes)
  const peers = [world.alice, world.bob, world.carol, world.alice].map((person) =>
    world.join(person),
  )
  const acted: Outcome['acted'] = new Map()
  let copy: ServerData | null = null
  let restored = false
  const written: Outcome['written'] = []
  const rough = { ...noFaults, ...plan.faults }
  const setFaults = (faults: typeof noFaults) => {
    for (const peer of peers) Object.assign(peer.link.faults, faults)
  }
  const team = world.newRoom()
  await peers[0]?.act({
    kind: 'room.create',
    room: team,
    roomKind: 'group',
    title: 'Team',
    topic: '',
    contractTitle: null,
    people: [world.bob.id, world.carol.id],
  })
  await world.settled(...peers)
  setFaults(rough)
  world.server.busy.likelihood = plan.faults.busy

  const play = async (step: Step): Promise<void> => {
    if ('peer' in step) {
      const peer = peers[step.peer % peers.length]
      return peer && playAt(peer, step)
    }
    switch (step.kind) {
      case 'wait':
        return world.clock.advance(step.ms)
      case 'restart':
        return world.server.restart()
      case 'back-up':
        copy = world.server.backUp()
        return
      case 'restore':
        if (!copy) return
        restored = true
        for (const each of peers)
          written.push(...ownMessages(each).map((id) => ({ peer: each, id })))
        for (const each of peers) each.link.forget()
        return world.server.restore(copy)
    }
  }
  const playAt = async (peer: Peer, step: Extract<Step, { peer: number }>): Promise<void> => {
    switch (step.kind) {
      case 'cut':
        return peer.link.cut()
      case 'offline':
        return peer.link.setDown(true)
      case 'online':
        return peer.link.setDown(false)
      case 'crash':
        return peer.crashAfter(step.steps)
      case 'reopen':
        return peer.reopen()
      case 'look': {
        const room = roomOf(peer, step.a)
        if (room && !peer.isDown()) await peer.call((api) => api.look([room], []))
        return
      }
      case 'scroll': {
        const room = roomOf(peer, step.a)
        if (!room || peer.isDown()) return
        const head = peer.store().cache.tx((tx) => tx.room(room)?.cursor?.seq ?? 0)
        const end = step.b === 0 ? null : Math.max(1, head - step.b)
        const query = { name: 'timeline', args: { room, end, limit: 4 } } as const
        await peer.call((api) => api.subscribe(1_000_000 + step.peer, query))
        return
      }
      case 'burst': {
        const count = 4 + (step.b % 8)
        for (let at = 0; at < count; at += 1)
          await play({ ...step, kind: 'act', act: 'post', b: step.b + at })
        return
      }
      case 'act': {
        if (peer.isDown()) return
        const body = bodyOf(world, peer, step)
        if (!body) return
        const id = await peer.act(body)
        acted.set(id, { peer, body })
      }
    }
  }
  for (const step of plan.steps) await play(step)

  setFaults(noFaults)
  world.server.busy.likelihood = 0
  for (const peer of peers) {
    peer.link.setDown(false)
    if (peer.isDown()) peer.reopen()
    else peer.crashAfter(Number.POSITIVE_INFINITY)
  }
  await world.clock.advance(100_000)
  if (!(await world.settled(...peers))) throw new Error('never settled')
  // Head checks find what was silently lost; holes are counted again.
  await world.clock.advance(70_000)
  return { world, peers, acted, restored, written }
}

function ownMessages(peer: Peer): EntryId[] {
  const items = peer.store().cache.tx((tx) =>
    tx
      .rooms()
      .filter((room) => room.epoch > 0)
      .flatMap((room) => tx.itemsForward(room.id, 0, 10_000)),
  )
  return items
    .filter((item) => item.kind === 'message' && item.by === peer.person.id && !item.deletedAt)
    .map(({ id }) => id)
}

function roomOf(peer: Peer, pick: number): RoomId | null {
  const held = peer
    .store()
    .cache.tx((tx) => tx.rooms().filter((room) => room.epoch > 0))
    .map((room) => room.id)
    .toSorted()
  // Mostly the first ones, so that talk gathers.
  return held[(pick % 3) % Math.max(1, held.length)] ?? null
}

const valueId = (n: number) => `77777777-0000-7000-8000-00000000000${n}` as CommandId

function bodyOf(
  world: World,
  peer: Peer,
  { act, a, b }: Extract<Step, { kind: 'act' }>,
): CommandBody | null {
  const people: PersonId[] = [world.alice.id, world.bob.id, world.carol.id]
  const other = people.filter((id) => id !== peer.person.id)[b % 2]
  if (act === 'create')
    return {
      kind: 'room.create',
      room: world.newRoom(),
      roomKind: 'group',
      title: `Room ${a}`,
      topic: '',
      contractTitle: null,
      people: other && a % 3 > 0 ? [other] : [],
    }
  if (act === 'direct' && other)
    return {
      kind: 'room.create',
      room: directRoomId(peer.person.id, other),
      roomKind: 'direct',
      title: '',
      topic: '',
      contractTitle: null,
      people: [other],
    }
  if (act === 'profile') return profileOf(peer.person.name, b)
  const room = roomOf(peer, a)
  if (!room || !other) return null
  const items = peer.store().cache.tx((tx) => tx.itemsBack(room, Number.MAX_SAFE_INTEGER, 12))
  const messages = items.filter((item) => item.kind === 'message')
  const any = messages[b % Math.max(1, messages.length)]
  const mine = messages.filter((item) => item.by === peer.person.id)
  const own = mine[b % Math.max(1, mine.length)]
  const text = `${peer.person.handle} ${a} ${b} ${b % 4 === 0 ? '@bob' : ''}${b % 7 === 0 ? '@all' : ''}`
  const post = (replyTo: EntryId | null): CommandBody => ({
    kind: 'message.post',
    room,
    text,
    replyTo,
  })
  switch (act) {
    case 'post':
      return post(null)
    case 'reply':
      return post(any?.id ?? null)
    case 'edit':
      return own ? { kind: 'message.edit', room, target: own.id, text } : null
    case 'delete':
      return own ? { kind: 'message.delete', room, target: own.id } : null
    case 'react':
      return any
        ? {
            kind: 'reaction.change',
            room,
            target: any.id,
            emoji: a % 2 ? '👍' : '🎉',
            on: b % 3 > 0,
          }
        : null
    case 'forward': {
      const from = roomOf(peer, b) ?? room
      const held = peer.store().cache.tx((tx) => tx.itemsBack(from, Number.MAX_SAFE_INTEGER, 12))
      const message = held[a % Math.max(1, held.length)]?.id
      const words = b % 2 ? text : ''
      return message
        ? { kind: 'message.forward', room, text: words, source: { room: from, message } }
        : null
    }
    case 'pin':
      return any ? { kind: 'pin.change', room, target: any.id, on: b % 3 > 0 } : null
    case 'rename':
      return { kind: 'room.change', room, title: `Name ${b}`, topic: null }
    case 'invite':
      return { kind: 'member.invite', room, people: [other] }
    case 'remove':
      return { kind: 'member.remove', room, person: other }
    case 'leave':
      return { kind: 'member.leave', room }
    case 'promote':
      return { kind: 'member.role', room, person: other, role: b % 2 ? 'admin' : 'owner' }
    case 'read':
      return { kind: 'read.mark', room, upTo: items[b % 5]?.seq ?? 0, base: 0 }
    case 'unread':
      return any ? { kind: 'read.unmark', room, from: any.seq, base: 0 } : null
    case 'value': {
      const head = items[0]?.seq ?? 0
      const own = valueId(b % 3)
      return anyValueCommand({ room, message: any?.id ?? null, person: other, id: own, head, a, b })
    }
    default:
      return null
  }
}

/** A change of the person's own profile: sometimes a handle that another of them may have taken. */
function profileOf(name: string, b: number): CommandBody {
  const status = { text: `Status ${b}`, emoji: null, until: null }
  if (b % 3 === 0) return { kind: 'profile.change', status: b % 2 ? null : status }
  if (b % 3 === 1) return { kind: 'profile.change', name: `${name} ${b}` }
  return { kind: 'profile.change', handle: b % 2 ? `same${b}` : name.toLowerCase() }
}
