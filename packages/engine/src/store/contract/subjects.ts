import type { EntryId, Item, MessageItem, Person, PersonId, RoomId, Seq } from '@parley/protocol'
import type { CachedRoom, EngineStore } from '../port.ts'

/**
 * Where one person's two files are, empty at first. `open` opens them, again and again: each time what was committed before
 * is there. The suite closes what it opened before it opens anew.
 */
export type Place = {
  open(person: PersonId): EngineStore | Promise<EngineStore>
  remove(): void | Promise<void>
}

const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const personId = (n: number) => uuid(n) as PersonId
export const roomId = (n: number) => uuid(0x1000 + n) as RoomId
export const entryId = (n: number) => uuid(0x1_0000 + n) as EntryId

export const alice: Person = person(1, 'alice')
export const bob: Person = person(2, 'bob')

export function person(n: number, handle: string): Person {
  return {
    id: personId(n),
    handle,
    name: handle,
    kind: 'person',
    timeZone: null,
    photo: null,
    status: null,
  }
}

export function message(seq: Seq, changes: Partial<MessageItem> = {}): Item {
  return {
    kind: 'message',
    seq,
    id: entryId(seq),
    at: 1_000 + seq,
    by: bob.id,
    text: `text ${seq}`,
    replyTo: null,
    mentions: { people: [], everyone: false },
    editedAt: null,
    deletedAt: null,
    reactions: [],
    changedSeq: seq,
    ...changes,
  }
}

export function notice(seq: Seq): Item {
  const body = { kind: 'member.left' as const, person: bob.id }
  return { kind: 'notice', seq, id: entryId(seq), at: 1_000 + seq, by: bob.id, body }
}

export function room(n: number, changes: Partial<CachedRoom> = {}): CachedRoom {
  const id = roomId(n)
  return {
    id,
    epoch: 1,
    state: {
      id,
      kind: 'group',
      title: `Room ${n}`,
      topic: '',
      contract: null,
      createdAt: 1_000,
      createdBy: alice.id,
      members: [
        { person: alice, role: 'owner', epoch: 1, left: null },
        { person: bob, role: 'member', epoch: 2, left: null },
      ],
      pins: [],
    },
    cursor: { seq: 9, id: entryId(9) },
    lastAt: 2_000 + n,
    mark: { upTo: 3, unreadAt: null, version: 2 },
    ownLastPost: 2,
    unread: 4,
    mentions: 1,
    preview: { item: entryId(9), seq: 9, by: bob.id, at: 1_009, text: 'text 9', deleted: false },
    ...changes,
  }
}
