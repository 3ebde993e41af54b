/** The load generator of `send`: people who each write into a room of their own as fast as they are answered. */
import { randomUUIDv7 } from 'node:crypto'
import type { RoomId } from '@parley/protocol'
import { randomFrom } from '../data/random.ts'
import { sentence } from '../data/talk.ts'
import { quantile } from '../measure/figures.ts'
import { answer } from '../processes/answering.ts'
import { cpuShare, usage } from '../processes/usage.ts'
import { clientFrame } from '../wire/frames.ts'
import { commandText, connect } from '../wire/member.ts'
import type { SignedUp } from '../wire/people.ts'
import { openSocket, type LoadSocket } from '../wire/socket.ts'

/** Sends one message; the answer is told to whoever `onAck` named. */
type Sender = { send(): void; onAck(hear: () => void): void }
export type SendRun = { perSecond: number; p50Ms: number; p99Ms: number; generatorCpu: number }

const senders: Sender[] = []
const echoes: Sender[] = []
const random = randomFrom(7)
const texts = Array.from({ length: 2_000 }, () => sentence(random))
const ack = Buffer.from('{"t":"ack"')
const nack = Buffer.from('{"t":"nack"')

const handlers = {
  /** Connects everyone and gives each a room. */
  async join(port: number, people: SignedUp[]): Promise<void> {
    for (const person of people) {
      const member = await connect(port, person)
      const room = randomUUIDv7() as RoomId
      await member.command({
        kind: 'room.create',
        room,
        roomKind: 'group',
        title: `Room ${senders.length}`,
        topic: '',
        contractTitle: null,
        people: [],
      })
      let hear = () => {}
      member.listen((bytes, start, end) => {
        if (begins(bytes, start, ack)) hear()
        else if (begins(bytes, start, nack))
          throw new Error(`refused: ${bytes.toString('utf8', start, end)}`)
      })
      senders.push({
        send: sendsTo(member.socket, room),
        onAck: (heard) => (hear = heard),
      })
    }
  },

  async joinEcho(port: number, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      let hear = () => {}
      const socket = await openSocket({ port, path: '/' }, () => hear())
      echoes.push({
        send: sendsTo(socket, randomUUIDv7() as RoomId),
        onAck: (heard) => (hear = heard),
      })
    }
  },

  run: (count: number, seconds: number) => closedLoop(senders.slice(0, count), seconds),
  runEcho: (count: number, seconds: number) => closedLoop(echoes.slice(0, count), seconds),
}
export type SendGenerator = typeof handlers

/**
 * Sends a message into the room. Each frame is made while the one before is under way: making one took 7 of the 35 µs that this
 * process spends on a message, and who is answered after it waited for that.
 */
function sendsTo(socket: LoadSocket, room: RoomId): () => void {
  let next: Buffer | null = null
  return () => {
    socket.write(next ?? messageFrame(room))
    next = null
    setImmediate(() => (next ??= messageFrame(room)))
  }
}

function messageFrame(room: RoomId): Buffer {
  const text = random.pick(texts)
  return clientFrame(
    commandText(randomUUIDv7(), { kind: 'message.post', room, text, replyTo: null }),
  )
}

function begins(bytes: Buffer, start: number, with_: Buffer): boolean {
  return bytes.compare(with_, 0, with_.length, start, start + with_.length) === 0
}

/** Every sender sends again as soon as it is answered, for `seconds`. */
function closedLoop(group: readonly Sender[], seconds: number): Promise<SendRun> {
  const began = usage()
  const endAtUs = began.atUs + seconds * 1e6
  const waits: number[] = []
  let busy = group.length
  return new Promise((resolve) => {
    for (const sender of group) {
      let sentAt = performance.now()
      sender.onAck(() => {
        const now = performance.now()
        waits.push(now - sentAt)
        if (now * 1000 < endAtUs) {
          sentAt = now
          return sender.send()
        }
        busy -= 1
        if (busy > 0) return
        const ended = usage()
        resolve({
          perSecond: waits.length / ((ended.atUs - began.atUs) / 1e6),
          p50Ms: quantile(waits, 0.5),
          p99Ms: quantile(waits, 0.99),
          generatorCpu: cpuShare(began, ended),
        })
      })
      sender.send()
    }
  })
}

answer(handlers)
