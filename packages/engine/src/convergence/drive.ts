import type { CommandBody, CommandId, EntryId } from '@parley/protocol'
import {
  createWorld,
  drawnBody,
  drawnRoom,
  noFaults,
  type Peer,
  type World,
} from '../testing/index.ts'
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
  written: Written[]
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
        for (const each of peers) written.push(...ownMessages(each))
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
        const room = drawnRoom(peer, step.a)
        if (room && !peer.isDown()) await peer.call((api) => api.look([room], []))
        return
      }
      case 'scroll': {
        const room = drawnRoom(peer, step.a)
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
        const body = drawnBody(
          { people: [world.alice, world.bob, world.carol], newRoom: world.newRoom },
          peer,
          step,
        )
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

type Written = { peer: Peer; id: EntryId }

function ownMessages(peer: Peer): Written[] {
  return peer.store().cache.tx((tx) =>
    tx
      .rooms()
      .filter((room) => room.epoch > 0)
      .flatMap(({ id: room }) =>
        tx
          .itemsForward(room, 0, 10_000)
          .filter(
            (item) => item.kind === 'message' && item.by === peer.person.id && !item.deletedAt,
          )
          .map(({ id }) => ({ peer, id })),
      ),
  )
}
