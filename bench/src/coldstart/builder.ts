/** Fills a client's cache for `coldstart`, through the store's own adapter. */
import { randomUUIDv7 } from 'node:crypto'
import type { CachedRoom, CacheTx } from '@parley/engine'
import { openNative } from '@parley/store/native'
import {
  directRoomId,
  unmarked,
  type Item,
  type Member,
  type Person,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { randomFrom } from '../data/random.ts'
import { languages } from '../data/words.ts'
import { openTalk } from '../data/source.ts'
import type { Said } from '../data/talk.ts'
import { answer } from '../processes/answering.ts'

export type CacheShape = {
  dir: string
  messages: number
  rooms: number
  people: number
  realData: string | null
}

const perTransaction = 5_000
const startAt = 1_700_000_000_000

/** A room being filled. */
type Filling = CachedRoom & { members: Member[]; head: number }

const handlers = {
  /** Makes the cache and gives whose it is. */
  async build(shape: CacheShape): Promise<PersonId> {
    const everyone = Array.from({ length: shape.people }, (_, index) => personOf(index))
    const [me] = everyone
    if (!me) throw new Error('there is nobody')
    const opened = openNative({ dir: shape.dir, key: 'k', person: me.id })
    if (opened.kind !== 'open') throw new Error(`the cache is ${opened.kind}`)
    const { cache, outbox } = opened.store
    const rooms = emptyRooms(shape.rooms, everyone)
    const talk = openTalk(shape.realData, {
      seed: 3,
      rooms: shape.rooms,
      authors: shape.people,
      startAt,
    })
    cache.tx((tx) => rooms.forEach((room) => tx.putItems(room.id, [created(room)])))
    for (let left = shape.messages; left > 0; left -= perTransaction) {
      const said = await take(talk, Math.min(left, perTransaction))
      cache.tx((tx) => put(tx, rooms, said))
    }
    await talk.return()
    cache.tx((tx) => {
      for (const { members, head, ...room } of rooms) {
        tx.putRoom({ ...room, state: room.state && { ...room.state, members } })
        tx.putRanges(room.id, [{ from: 0, to: head }])
      }
    })
    cache.close()
    outbox.close()
    return me.id
  },
}
export type CacheBuilder = typeof handlers

/** Titles and names of two or three words, so that a search among them has what it has among real ones: much that nearly fits. */
function nameOf(seed: number, index: number): string {
  const random = randomFrom(seed + index)
  return Array.from({ length: 2 + random.below(2) }, () => {
    const word = random.pick(random.pick(languages).words)
    return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
  }).join(' ')
}

function personOf(index: number): Person {
  return {
    id: randomUUIDv7() as PersonId,
    handle: `member${index}`,
    name: nameOf(100_000, index),
    kind: 'person',
    timeZone: 'Europe/Berlin',
    photo: null,
    status: null,
  }
}

/** Every fifth room is a direct one while there is someone left to talk to; the others have 3 to 30 members. */
function emptyRooms(count: number, everyone: readonly Person[]): Filling[] {
  const random = randomFrom(11)
  const [me, ...others] = everyone
  if (!me) throw new Error('there is nobody')
  return Array.from({ length: count }, (_, index) => {
    const other = index % 5 === 0 ? others[index / 5] : undefined
    const size = 2 + random.below(28)
    const with_ = other ? [other] : Array.from({ length: size }, () => random.pick(others))
    const members = [me, ...new Set(with_)].map((person): Member => ({
      person,
      role: person === me ? 'owner' : 'member',
      epoch: 1,
      left: null,
    }))
    const id = other ? directRoomId(me.id, other.id) : (randomUUIDv7() as RoomId)
    return {
      id,
      epoch: 1,
      state: {
        id,
        kind: other ? 'direct' : 'group',
        title: other ? '' : nameOf(200_000, index),
        topic: '',
        contract: null,
        createdAt: startAt,
        createdBy: me.id,
        members: [],
        pins: [],
      },
      cursor: null,
      lastAt: startAt,
      mark: unmarked,
      ownLastPost: 0,
      unread: 0,
      mentions: 0,
      preview: null,
      members,
      head: 1,
    }
  })
}

function created({ members, state, id }: Filling): Item {
  return {
    kind: 'notice',
    seq: 1,
    id: randomUUIDv7() as Item['id'],
    at: startAt,
    by: (members[0]?.person ?? { id: '' as PersonId }).id,
    body: {
      kind: 'room.created',
      roomKind: state?.kind ?? 'group',
      title: id,
      topic: '',
      contractTitle: null,
      members: members.map(({ person, role }) => ({ person, role })),
    },
  }
}

function put(tx: CacheTx, rooms: readonly Filling[], said: readonly Said[]): void {
  const items = new Map<Filling, Item[]>()
  for (const { room: index, author, at, text } of said) {
    const room = rooms[index]
    const by = room?.members[author % room.members.length]?.person.id
    if (!room || !by) throw new Error('no such room')
    room.head += 1
    const item = messageOf(room.head, by, at, text)
    const known = items.get(room)
    if (known) known.push(item)
    else items.set(room, [item])
    room.cursor = { seq: room.head, id: item.id }
    room.lastAt = at
    room.mark = { upTo: Math.max(1, room.head - (author % 4)), unreadAt: null, version: 1 }
    room.unread = room.head - room.mark.upTo
    room.preview = {
      item: item.id,
      seq: item.seq,
      by,
      at,
      text: text.slice(0, 300),
      deleted: false,
    }
  }
  for (const [room, list] of items) tx.putItems(room.id, list)
}

function messageOf(seq: number, by: PersonId, at: number, text: string): Item {
  return {
    kind: 'message',
    seq,
    id: randomUUIDv7() as Item['id'],
    at,
    by,
    text,
    replyTo: null,
    mentions: { people: [], everyone: false },
    editedAt: null,
    deletedAt: null,
    reactions: [],
    changedSeq: seq,
  }
}

async function take(talk: AsyncGenerator<Said, void>, count: number): Promise<Said[]> {
  const said: Said[] = []
  while (said.length < count) {
    const { done, value } = await talk.next()
    if (done || !value) throw new Error('the talk ended')
    said.push(value)
  }
  return said
}

answer(handlers)
