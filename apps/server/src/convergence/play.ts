import { noFaults, type Peer, drawnBody, drawnRoom } from '@parley/engine/testing'
import type { CommandBody, CommandId, Person } from '@parley/protocol'
import type { Plan, Step } from './plan.ts'
import { createScene, type Places, type Scene } from './scene.ts'

export type Played = {
  scene: Scene
  peers: Peer[]
  /** Every command handed in, by its id. */
  acted: Map<CommandId, { peer: Peer; body: CommandBody }>
  restored: boolean
}

/** Plays a plan, then mends everything and waits until all are live with nothing queued; throws when that never comes. */
export async function play(
  plan: Plan,
  places: Places,
  devices?: (people: Scene['people']) => readonly Person[],
): Promise<Played> {
  const scene = await createScene(plan.seed, places)
  const [alice, bob, carol] = scene.people
  // Two people with three devices, or three people.
  const owners = devices?.(scene.people) ?? [alice, bob, plan.seed % 3 === 0 ? alice : carol]
  const peers = owners.map((person, n) => scene.join(person, places.files?.(n)))
  const played: Played = { scene, peers, acted: new Map(), restored: false }
  for (const [roomKind, invited] of [
    ['group', [bob, carol]],
    ['interview', [bob]],
  ] as const)
    await peers[0]?.act({
      kind: 'room.create',
      room: scene.newRoom(),
      roomKind,
      title: 'Team',
      topic: '',
      contractTitle: null,
      people: invited.map(({ id }) => id),
    })
  await scene.settled(peers)
  const { full, ...faults } = plan.faults
  for (const peer of peers) Object.assign(peer.link.faults, { ...noFaults, ...faults })
  scene.server.full.likelihood = full
  for (const step of plan.steps) await happen(played, step)
  await heal(played)
  return played
}

async function happen(played: Played, step: Step): Promise<void> {
  const { server, clock } = played.scene
  switch (step.kind) {
    case 'wait':
      return clock.advance(step.ms)
    case 'server-crash':
      return server.crashAfter(step.steps)
    case 'server-start':
      return server.start()
    case 'back-up':
      return server.backUp()
    case 'restore': {
      if (!(await server.restore())) return
      played.restored = true
      // What the former server wrote is nothing the restored one ever said.
      for (const { link } of played.peers) link.forget()
      return
    }
    default: {
      const peer = played.peers[step.peer % played.peers.length]
      if (peer) await befall(played, peer, step)
    }
  }
}

async function befall(
  played: Played,
  peer: Peer,
  step: Extract<Step, { peer: number }>,
): Promise<void> {
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
    default:
      if (!peer.isDown()) await operate(played, peer, step)
  }
}

/** What a person does at a device that runs. */
async function operate(
  played: Played,
  peer: Peer,
  step: Extract<Step, { a: number }>,
): Promise<void> {
  switch (step.kind) {
    case 'look': {
      const room = drawnRoom(peer, step.a)
      if (room) await peer.call((api) => api.look([room], []))
      return
    }
    case 'scroll': {
      const room = drawnRoom(peer, step.a)
      if (!room) return
      const head = peer.store().cache.tx((tx) => tx.room(room)?.cursor?.seq ?? 0)
      const end = step.b === 0 ? null : Math.max(1, head - step.b)
      const query = { name: 'timeline', args: { room, end, limit: 4 } } as const
      await peer.call((api) => api.subscribe(1_000_000 + step.peer, query))
      return
    }
    case 'burst':
      for (let at = 0; at < 4 + (step.b % 8); at += 1)
        await operate(played, peer, { ...step, kind: 'act', act: 'post', b: step.b + at })
      return
    case 'act': {
      const body = drawnBody(played.scene, peer, step)
      if (body) played.acted.set(await peer.act(body), { peer, body })
    }
  }
}

async function heal({ scene, peers }: Played): Promise<void> {
  const { server, clock } = scene
  server.crashAfter(Number.POSITIVE_INFINITY)
  server.full.likelihood = 0
  server.start()
  for (const peer of peers) {
    Object.assign(peer.link.faults, noFaults)
    peer.link.setDown(false)
    if (peer.isDown()) peer.reopen()
    else peer.crashAfter(Number.POSITIVE_INFINITY)
  }
  await clock.advance(70_000)
  if (!(await scene.settled(peers))) throw new Error('never settled')
  // Head checks find what was silently lost; holes are counted again.
  await clock.advance(70_000)
}
