import {
  limits,
  type EntryId,
  type ErrorCode,
  type Item,
  type MessageItem,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { isHeld, type Changes } from '../apply/changes.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { Requests } from '../connection/requests.ts'
import type { Clock } from '../ports.ts'
import type { KeptMessage, OutboxRow } from '../store/port.ts'
import type { Queue } from './queue.ts'

/** Of a message the server forgot: tried again it goes out under its own id, so that it is there once whoever sends it. */
export const wentBack = 'server-went-back' satisfies ErrorCode

/**
 * The person's own messages that a server which went back to an earlier copy may have forgotten (SPEC L7).
 * 1. They are in the precious file before the cache forgets them.
 * 2. One the server has is dropped; one it does not have becomes a failed row, which the person sends again or discards.
 */
export type Kept = {
  /** Sets aside what the cache holds of them in `rooms`. */
  keep(rooms: readonly RoomId[]): void
  /** What came into the cache is at the server. */
  committed(changes: Changes): void
  /** Nothing is missing any more: the server is asked for the rest. */
  settled(): void
  end(): void
}

const itemsAtOnce = 1_000
/** Each is asked for with what it quotes. */
const messagesPerLookUp = limits.itemsPerLookUp / 2
const retryMs = 1_000

export function createKept(deps: {
  me: PersonId
  queue: Queue
  cache: CacheWriter
  requests: Requests
  clock: Clock
}): Kept {
  const { me, queue, cache } = deps
  const kept = new Map<EntryId, KeptMessage>()
  for (const message of queue.tx((tx) => tx.kept())) kept.set(message.id, message)
  let isSettled = false
  let asking = false
  let cancelRetry = () => {}

  const drop = (messages: readonly KeptMessage[]) => {
    if (messages.length === 0) return
    queue.tx((tx) => {
      for (const { id } of messages) tx.dropKept(id)
    })
    for (const { id } of messages) kept.delete(id)
  }
  const offer = (messages: readonly KeptMessage[]) => {
    const lost = messages
      .filter(({ id }) => kept.has(id))
      .toSorted((one, other) => one.seq - other.seq)
    if (lost.length === 0) return
    queue.append((nextOrder, tx) => {
      for (const { id } of lost) tx.dropKept(id)
      const unqueued = lost.filter(({ id }) => !queue.get(id))
      return { put: unqueued.map((each, at) => offered(each, nextOrder + at)), drop: [] }
    })
    for (const { id } of lost) kept.delete(id)
  }

  const ask = () => {
    if (isSettled && !asking) askNext()
  }
  const askNext = () => {
    const [first] = kept.values()
    asking = first !== undefined
    if (first) askRoom(first.room, [])
  }
  /** From the newest down: below one that the server has at its old place, it has them all. */
  const askRoom = (room: RoomId, lost: readonly KeptMessage[]) => {
    const known = new Set(lost.map(({ id }) => id))
    const left = [...kept.values()]
      .filter((message) => message.room === room && !known.has(message.id))
      .toSorted((one, other) => other.seq - one.seq)
    if (left.length === 0 || !isHeld(cache.index.get(room))) {
      offer([...lost, ...left])
      return askNext()
    }
    const batch = left.slice(0, messagesPerLookUp)
    const ids = batch.flatMap(({ id, replyTo }) => (replyTo ? [id, replyTo] : [id]))
    deps.requests.ask({ t: 'items.pull', room, ids }, (reply) => {
      if (reply.kind === 'lost') return
      if (reply.kind === 'refused' && reply.code !== 'room-unknown') {
        cancelRetry = deps.clock.setTimer(retryMs, () => askRoom(room, lost))
        return
      }
      if (reply.kind === 'refused') {
        offer([...lost, ...left])
        return askNext()
      }
      const answered = new Set(ids.slice(0, reply.frame.next ?? ids.length))
      const found = new Map(reply.frame.items.map((item) => [item.id, item]))
      drop(left.filter(hasAt(found, left)))
      const missing = batch
        .filter(({ id, replyTo }) => answered.has(id) && (!replyTo || answered.has(replyTo)))
        .filter(({ id }) => kept.has(id))
      askRoom(room, [...lost, ...missing.map((each) => quoting(each, found))])
    })
  }
  /** A quote of what the server has not and this person did not write has nothing to point at any more. */
  const quoting = (message: KeptMessage, found: ReadonlyMap<EntryId, Item>): KeptMessage => {
    const { replyTo } = message
    const stands = replyTo === null || found.has(replyTo) || kept.has(replyTo)
    return stands ? message : { ...message, replyTo: null }
  }

  return {
    keep(rooms) {
      const mine = cache.read((tx) => {
        const messages: KeptMessage[] = []
        for (const room of rooms) {
          const last = cache.index.get(room)?.ownLastPost ?? 0
          for (let edge = 0; edge < last;) {
            const items = tx.itemsForward(room, edge, itemsAtOnce)
            messages.push(...items.flatMap((item) => ownOf(item, me, room) ?? []))
            edge = items.at(-1)?.seq ?? last
          }
        }
        return messages
      })
      if (mine.length === 0) return
      queue.tx((tx) => {
        for (const message of mine) tx.keep(message)
      })
      for (const message of mine) kept.set(message.id, message)
    },
    committed(changes) {
      if (kept.size === 0) return
      drop([...changes.applied].flatMap((id) => kept.get(id) ?? []))
      ask()
    },
    settled() {
      isSettled = true
      ask()
    },
    end() {
      isSettled = false
      asking = false
      cancelRetry()
    },
  }
}

function ownOf(item: Item, me: PersonId, room: RoomId): KeptMessage | null {
  if (item.kind !== 'message' || item.by !== me || item.deletedAt !== null) return null
  const { id, replyTo, at, seq } = item
  return { id, room, text: textOf(item), replyTo, at, seq }
}

/** What was passed on may not be there to be passed on again: it is kept as a quote. */
function textOf({ text, forwarded }: MessageItem): string {
  if (!forwarded) return text
  const quoted = forwarded.text.split('\n').map((line) => `> ${line}`)
  return [...(text === '' ? [] : [text]), `${forwarded.name}:`, ...quoted].join('\n')
}

/**
 * Whether the server has a message: it was found, or one above it stands where it stood since the same moment. One that another device
 * sent again may stand at its old place by chance, over other entries than before.
 */
function hasAt(
  found: ReadonlyMap<EntryId, Item>,
  messages: readonly KeptMessage[],
): (message: KeptMessage) => boolean {
  const inPlace = messages.filter(({ id, seq, at }) => {
    const there = found.get(id)
    return there?.seq === seq && there.at === at
  })
  const upTo = Math.max(0, ...inPlace.map(({ seq }) => seq))
  return ({ id, seq }) => found.has(id) || seq <= upTo
}

function offered({ id, room, text, replyTo, at }: KeptMessage, order: number): OutboxRow {
  return {
    command: { id, body: { kind: 'message.post', room, text, replyTo } },
    lane: room,
    order,
    after: [],
    queuedAt: at,
    state: { kind: 'failed', code: wentBack },
  }
}
