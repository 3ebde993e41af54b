import type { CommandBody, PersonId, RoomId } from '@parley/protocol'
import { newRoom, type TestClient } from './test-client.ts'

export const groupOf = (room: RoomId, people: readonly PersonId[]): CommandBody => ({
  kind: 'room.create',
  room,
  roomKind: 'group',
  title: 'A room',
  topic: '',
  contractTitle: null,
  people: [...people],
})

export const post = (room: RoomId, text: string): CommandBody => ({
  kind: 'message.post',
  room,
  text,
  replyTo: null,
})

/** A group room that `owner` made with `people` in it. */
export async function makeRoom(owner: TestClient, people: readonly PersonId[]): Promise<RoomId> {
  const room = newRoom()
  owner.command(groupOf(room, people))
  await owner.next('ack')
  return room
}

/** What a client was told of a room, as [sequence, kind]. */
export const heard = (client: TestClient, room: RoomId) =>
  client.frames.flatMap((frame) =>
    frame.t === 'room.entries' && frame.room === room
      ? frame.entries.map((entry) => [entry.seq, entry.body.kind])
      : [],
  )
