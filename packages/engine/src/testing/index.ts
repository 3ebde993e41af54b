export { createHandClock, type HandClock } from './hand-clock.ts'
export {
  createLinkedTransport,
  noFaults,
  type Acceptor,
  type Faults,
  type LinkedTransport,
  type ServerSocket,
} from './link.ts'
export { createSeededChance } from './seeded-chance.ts'
export type { ServerData } from './server/data.ts'
export { pageSizes, type PageSizes } from './server/pages.ts'
export { createReferenceServer, type ReferenceServer } from './server/reference-server.ts'
export { drawnBody, drawnRoom, type Act, type Draw } from './draw.ts'
export { Crash, createPeer, hasPending, type Peer } from './peer.ts'
export { anyValueCommand, mayVanish, type AtHand } from './value-acts.ts'
export { createWorld, type World } from './world.ts'
export { createScene, newest, post, type Scene } from './scene.ts'
