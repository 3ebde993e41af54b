/** The load generator of `fanout`: two rooms full of sockets, one on our server, one on the floor's. */
import { randomUUIDv7 } from 'node:crypto'
import type { CommandBody, PersonId, RoomId } from '@parley/protocol'
import { limits } from '@parley/protocol'
import { answer } from '../processes/answering.ts'
import { commandText, connect, type Member } from '../wire/member.ts'
import type { SignedUp } from '../wire/people.ts'
import { openSocket, type LoadSocket } from '../wire/socket.ts'
import { closedLoop, openLoop, type RoomOfSockets } from './room-of-sockets.ts'

export type Side = 'ours' | 'floor'
const rooms = new Map<Side, RoomOfSockets>()

const posted = Buffer.from('"kind":"message.posted"')

/** How many messages a frame of our server brings: those of one flush share one. */
function messagesIn(bytes: Buffer, start: number, end: number): number {
  let count = 0
  for (let at = bytes.indexOf(posted, start); at >= 0 && at < end; count += 1)
    at = bytes.indexOf(posted, at + posted.length)
  return count
}

const handlers = {
  async joinFloor(port: number, members: number, text: string): Promise<void> {
    let hear: (member: number) => void = () => {}
    const sockets: LoadSocket[] = []
    for (let member = 0; member < members; member += 1)
      sockets.push(await openSocket({ port, path: '/' }, () => hear(member)))
    rooms.set('floor', {
      members,
      post: (member) => sockets[member]?.send(text),
      onDelivery: (heard) => (hear = heard),
    })
  },

  /** Everyone connected and in one new room of our server. */
  async joinOurs(port: number, people: SignedUp[], text: string): Promise<void> {
    let hear: (member: number) => void = () => {}
    const members: Member[] = []
    for (const person of people) members.push(await connect(port, person))
    const room = randomUUIDv7() as RoomId
    const [owner] = members
    for (const body of filling(
      room,
      people.slice(1).map(({ person }) => person),
    ))
      await owner?.command(body)
    members.forEach((member, index) =>
      member.listen((bytes, start, end) => {
        for (let left = messagesIn(bytes, start, end); left > 0; left -= 1) hear(index)
      }),
    )
    const body: CommandBody = { kind: 'message.post', room, text, replyTo: null }
    rooms.set('ours', {
      members: members.length,
      post: (member) => members[member]?.socket.send(commandText(randomUUIDv7(), body)),
      onDelivery: (heard) => (hear = heard),
    })
  },

  closedLoop: (side: Side, load: { inFlight: number; seconds: number }) =>
    closedLoop(roomOf(side), load),
  openLoop: (side: Side, load: { perSecond: number; seconds: number }) =>
    openLoop(roomOf(side), load),
}
export type FanoutGenerator = typeof handlers

function roomOf(side: Side): RoomOfSockets {
  const room = rooms.get(side)
  if (!room) throw new Error(`nobody joined ${side}`)
  return room
}

/** The commands that make a room and bring everyone in, as many at once as one may name. */
function filling(room: RoomId, people: PersonId[]): CommandBody[] {
  const first = people.slice(0, limits.peoplePerCommand)
  const bodies: CommandBody[] = [
    {
      kind: 'room.create',
      room,
      roomKind: 'group',
      title: 'All hands',
      topic: '',
      contractTitle: null,
      people: first,
    },
  ]
  for (let at = first.length; at < people.length; at += limits.peoplePerCommand)
    bodies.push({
      kind: 'member.invite',
      room,
      people: people.slice(at, at + limits.peoplePerCommand),
    })
  return bodies
}

answer(handlers)
