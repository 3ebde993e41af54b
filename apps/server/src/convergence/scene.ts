import type { MemoryFiles } from '@parley/engine'
import {
  createHandClock,
  createPeer,
  createSeededChance,
  type HandClock,
  type Peer,
  hasPending,
} from '@parley/engine/testing'
import type { Lineage, Person, PersonId, RoomId } from '@parley/protocol'
import { createMemoryDisk, createSqliteDisk } from './disks.ts'
import { createRealServer, type RealServer } from './real-server.ts'

/** Small answers, so that a little talk meets pages, snapshots, holes and rooms far behind. */
const sizes = { entriesBehind: 8, entriesPerPage: 6, itemsPerPage: 4, snapshotItems: 3 }

/** Where server and engines keep what they know. */
export type Places = {
  /** The folder of the server's database; null: in memory. */
  serverFolder: string | null
  /** The files of the nth engine. */
  files?: (n: number) => MemoryFiles
}

/** A server of real parts, and alice, bob and carol with their engines, on one clock. */
export type Scene = {
  clock: HandClock
  server: RealServer
  people: [alice: Person, bob: Person, carol: Person]
  join(person: Person, files?: MemoryFiles): Peer
  newRoom(): RoomId
  /** Until every peer is live with nothing queued. */
  settled(peers: readonly Peer[]): Promise<boolean>
}

export async function createScene(seed: number, { serverFolder }: Places): Promise<Scene> {
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
  const people: Scene['people'] = [named('alice'), named('bob'), named('carol')]
  const newLineage = () => chance.id() as Lineage
  const disk = serverFolder
    ? createSqliteDisk(serverFolder, newLineage)
    : createMemoryDisk(newLineage)
  const server = await createRealServer({
    clock,
    disk,
    people,
    sizes,
    random: chance.random,
    newId: chance.id,
  })
  return {
    clock,
    server,
    people,
    join: (person, files) =>
      createPeer({ person, clock, chance, server, ...(files ? { files } : {}) }),
    newRoom: () => chance.id() as RoomId,
    settled(peers) {
      const states = peers.map((peer) => peer.watch<'status'>({ name: 'status', args: {} }))
      return clock.advanceUntil(
        () =>
          states.every((state) => state().connection.kind === 'live') && !peers.some(hasPending),
      )
    },
  }
}
