import type { CommandBody, CommandId, EntryId, RoomId } from '@parley/protocol'
import type { Peer } from './peer.ts'
import type { PageSizes } from './server/pages.ts'
import { createWorld, type World } from './world.ts'

export type Scene = World & {
  room: RoomId
  alicePeer: Peer
  bobPeer: Peer
  /** The texts a peer's window shows, without notices. */
  texts(peer: Peer, room?: RoomId): string[]
  /** A message by someone, made at the server: as if from a device not in the scene. */
  elsewhere(by: 'alice' | 'bob' | 'carol', text: string, room?: RoomId): CommandId
}

export const post = (room: RoomId, text: string, replyTo: EntryId | null = null): CommandBody => ({
  kind: 'message.post',
  room,
  text,
  replyTo,
})

export const newest = (room: RoomId, limit = 50) =>
  ({ name: 'timeline', args: { room, end: null, limit } }) as const

/** Alice and bob live in a group of alice's, with carol in it too. */
export async function createScene(sizes: Partial<PageSizes> = {}): Promise<Scene> {
  const world = createWorld(7, sizes)
  const [alicePeer, bobPeer] = [world.join(world.alice), world.join(world.bob)]
  const room = world.newRoom()
  await alicePeer.act({
    kind: 'room.create',
    room,
    roomKind: 'group',
    title: 'Team',
    topic: '',
    contractTitle: null,
    people: [world.bob.id, world.carol.id],
  })
  if (!(await world.settled(alicePeer, bobPeer))) throw new Error('the scene never settled')
  return {
    ...world,
    room,
    alicePeer,
    bobPeer,
    texts(peer, of = room) {
      const { rows } = peer.watch<'timeline'>(newest(of))()
      return rows.flatMap((row) => (row.kind === 'message' ? [row.item.text] : []))
    },
    elsewhere(by, text, of = room) {
      const id = world.chance.id() as CommandId
      world.server.command(world[by].id, { id, body: post(of, text) })
      return id
    },
  }
}
