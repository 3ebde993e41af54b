/** Writes what the reader of `catchup` misses: someone who shares many rooms with them. */
import { randomUUIDv7 } from 'node:crypto'
import type { RoomId } from '@parley/protocol'
import { openTalk } from '../data/source.ts'
import { answer } from '../processes/answering.ts'
import { connect, type Member } from '../wire/member.ts'
import type { SignedUp } from '../wire/people.ts'

let member: Member | null = null
let texts: AsyncIterator<{ text: string }> | null = null
const rooms: RoomId[] = []
/** Commands under way at once. */
const window = 256
let next = 0

const handlers = {
  async join(asked: {
    port: number
    writer: SignedUp
    reader: SignedUp
    rooms: number
    realData: string | null
  }): Promise<RoomId[]> {
    member = await connect(asked.port, asked.writer)
    texts = openTalk(asked.realData, { seed: 2, rooms: asked.rooms, authors: 50, startAt: 0 })
    for (let index = 0; index < asked.rooms; index += 1) {
      const room = randomUUIDv7() as RoomId
      rooms.push(room)
      await member.command({
        kind: 'room.create',
        room,
        roomKind: 'group',
        title: `Room ${index}`,
        topic: '',
        contractTitle: null,
        people: [asked.reader.person],
      })
    }
    return rooms
  },

  /** `count` messages, one room after the other, all durable when it answers. */
  async post(count: number): Promise<void> {
    const under = new Set<Promise<void>>()
    for (let left = count; left > 0; left -= 1) {
      const sent: Promise<void> = postOne().finally(() => under.delete(sent))
      under.add(sent)
      if (under.size >= window) await Promise.race(under)
    }
    await Promise.all(under)
  },
}
export type CatchUpWriter = typeof handlers

async function postOne(): Promise<void> {
  const room = rooms[next++ % rooms.length]
  const said = await texts?.next()
  if (!member || !room || !said || said.done) throw new Error('join comes first')
  const text = said.value.text
  await member.command({ kind: 'message.post', room, text, replyTo: null })
}

answer(handlers)
