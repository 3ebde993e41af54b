import type {
  CommandId,
  EntryId,
  FileId,
  Instant,
  Member,
  MessageId,
  MessageItem,
  Person,
  PersonalValue,
  PersonId,
  RoomId,
  RoomState,
  Seq,
} from '@parley/protocol'
import type { DueWork } from './due.ts'
import type { StoredFile } from '../files/file.ts'

/** A key whose row a decision has to see. `rooms-of` stands for every room the person is in now. */
export type Need =
  | { kind: 'room'; room: RoomId }
  | { kind: 'message'; message: MessageId }
  | { kind: 'person'; person: PersonId }
  | { kind: 'handle'; handle: string }
  | { kind: 'email'; email: string }
  /** By `personalKey`. */
  | { kind: 'personal'; person: PersonId; key: string }
  | { kind: 'due'; id: string }
  | { kind: 'rooms-of'; person: PersonId }
  | { kind: 'file'; file: FileId }

/** A room as it stands at its head. `messages` counts those ever posted, deleted ones too. */
export type RoomFact = {
  state: RoomState
  head: Seq
  headId: EntryId
  lastAt: Instant
  messages: number
}
export type MessageFact = { room: RoomId; item: MessageItem }
export type PersonFact = { person: Person; email: string | null }

/**
 * What was loaded for the needs, with the writes of everything decided before folded in. What
 * was not asked for as a need looks as if it did not exist.
 */
export type Facts = {
  room(room: RoomId): RoomFact | null
  message(message: MessageId): MessageFact | null
  person(person: PersonId): PersonFact | null
  personByHandle(handle: string): PersonId | null
  personByEmail(email: string): PersonId | null
  personal(person: PersonId, key: string): PersonalValue | null
  due(id: string): DueWork | null
  roomsOf(person: PersonId): RoomId[]
  file(file: FileId): StoredFile | null
}

/** Who acts, under which id, and when that arrived. */
export type Context = { by: PersonId; id: CommandId; at: Instant }

/** Members of a room by id and by handle: rooms may have 2,000, and every message asks. */
type MemberIndex = { byId: Map<PersonId, Member>; byHandle: Map<string, PersonId> }

/** Keyed by the member list itself: a fold that changes anyone makes a new list, so an index is never stale. */
const indexes = new WeakMap<Member[], MemberIndex>()

function indexOf(members: Member[]): MemberIndex {
  const known = indexes.get(members)
  if (known) return known
  const index: MemberIndex = { byId: new Map(), byHandle: new Map() }
  for (const member of members) {
    if (member.left !== null) continue
    index.byId.set(member.person.id, member)
    index.byHandle.set(member.person.handle, member.person.id)
  }
  indexes.set(members, index)
  return index
}

/** The person's standing while they are in the room; as `memberOf` of the protocol, without walking the list each time. */
export function presentMember(state: RoomState, person: PersonId): Member | null {
  return indexOf(state.members).byId.get(person) ?? null
}

export function presentHandle(state: RoomState, handle: string): PersonId | null {
  return indexOf(state.members).byHandle.get(handle) ?? null
}

/** How many are in the room now. */
export function presentCount(state: RoomState): number {
  return indexOf(state.members).byId.size
}
