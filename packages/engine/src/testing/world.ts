import type { Person, PersonId, RoomId } from '@parley/protocol'
import type { Chance } from '../ports.ts'
import { createHandClock, type HandClock } from './hand-clock.ts'
import { createPeer, hasPending, type Peer } from './peer.ts'
import type { PageSizes } from './server/pages.ts'
import { createReferenceServer, type ReferenceServer } from './server/reference-server.ts'
import { createSeededChance } from './seeded-chance.ts'

/** A hand clock, a reference server with alice, bob and carol, and their engines. */
export type World = {
  clock: HandClock
  chance: Chance
  server: ReferenceServer
  alice: Person
  bob: Person
  carol: Person
  /** A device of someone, connecting. */
  join(person: Person): Peer
  newRoom(): RoomId
  /** Until every peer is live with nothing queued. */
  settled(...peers: readonly Peer[]): Promise<boolean>
}

export function createWorld(seed = 1, sizes: Partial<PageSizes> = {}): World {
  const clock = createHandClock()
  const chance = createSeededChance(seed, clock)
  const named = (handle: string): Person => ({
    id: chance.id() as PersonId,
    handle,
    name: `${handle[0]?.toUpperCase()}${handle.slice(1)}`,
    kind: 'person',
    timeZone: null,
    photo: null,
    status: null,
  })
  const [alice, bob, carol] = [named('alice'), named('bob'), named('carol')]
  const server = createReferenceServer({ clock, chance, people: [alice, bob, carol], sizes })
  return {
    clock,
    chance,
    server,
    alice,
    bob,
    carol,
    join: (person) => createPeer({ person, clock, chance, server }),
    newRoom: () => chance.id() as RoomId,
    settled: (...peers) => {
      const states = peers.map((peer) => peer.watch<'status'>({ name: 'status', args: {} }))
      return clock.advanceUntil(
        () =>
          states.every((state) => state().connection.kind === 'live') && !peers.some(hasPending),
      )
    },
  }
}
