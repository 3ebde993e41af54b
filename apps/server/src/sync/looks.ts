import {
  limits,
  readUpTo,
  type ClientFrameOf,
  type PersonId,
  type PresenceState,
  type ReadMark,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import type { PersonalChange, Reads } from '../store/port.ts'
import type { SyncClient } from './client.ts'
import type { Hub, HubListener } from './hub.ts'
import { Multimap } from './multimap.ts'
import { textFrame } from './raw-socket.ts'

export type LooksDeps = { hub: Hub; read: Pick<Reads, 'room' | 'mark' | 'ownLastPost' | 'head'> }

/**
 * What is not logged and goes only to who looks (SPEC W4): typing, seen, presence. A look at a room counts while the socket
 * is subscribed to it; a look at a person counts while the two share a room, so that nobody watches strangers.
 */
export class Looks implements HubListener {
  readonly #rooms = new Multimap<RoomId, SyncClient>()
  readonly #people = new Multimap<PersonId, SyncClient>()
  /** As it was told last, of everyone who is not offline. */
  readonly #states = new Map<PersonId, PresenceState>()
  readonly #deps: LooksDeps

  constructor(deps: LooksDeps) {
    this.#deps = deps
  }

  /** Replaces what the socket looks at and tells it how things stand there. */
  look(client: SyncClient, frame: ClientFrameOf<'look'>): void {
    this.forget(client)
    client.lookRooms = new Set(frame.rooms)
    client.lookPeople = new Set(frame.people)
    for (const room of client.lookRooms) {
      if (!client.rooms.has(room)) continue
      this.#rooms.add(room, client)
      this.#tellSeen(client, room)
    }
    const presence: [PersonId, PresenceState][] = []
    for (const person of client.lookPeople) {
      this.#people.add(person, client)
      const [other] = this.#deps.hub.clientsOf(person)
      const shown = other && (person === client.person || shareOne(client.rooms, other.rooms))
      presence.push([person, shown ? this.stateOf(person) : 'offline'])
    }
    if (presence.length > 0) client.tell({ t: 'presence', people: presence })
  }

  typing(client: SyncClient, { room, on }: ClientFrameOf<'typing.set'>): void {
    if (!client.rooms.has(room)) return
    const frame = textFrame(JSON.stringify({ t: 'typing', room, person: client.person, on }))
    for (const other of this.#rooms.get(room)) {
      if (other.person !== client.person) other.send(frame)
    }
  }

  activity(client: SyncClient, { active }: ClientFrameOf<'activity.set'>): void {
    if (client.active === active) return
    client.active = active
    this.presenceChanged(client.person, client.rooms)
  }

  forget(client: SyncClient): void {
    for (const room of client.lookRooms) this.#rooms.delete(room, client)
    for (const person of client.lookPeople) this.#people.delete(person, client)
    client.lookRooms = new Set()
    client.lookPeople = new Set()
  }

  stateOf(person: PersonId): PresenceState {
    const clients = [...this.#deps.hub.clientsOf(person)]
    if (clients.length === 0) return 'offline'
    return clients.some((client) => client.active) ? 'active' : 'idle'
  }

  presenceChanged(person: PersonId, rooms: ReadonlySet<RoomId>): void {
    const state = this.stateOf(person)
    if (state === (this.#states.get(person) ?? 'offline')) return
    if (state === 'offline') this.#states.delete(person)
    else this.#states.set(person, state)
    const lookers = this.#people.get(person)
    if (lookers.size === 0) return
    const people: [PersonId, PresenceState][] = [[person, state]]
    const frame = textFrame(JSON.stringify({ t: 'presence', people }))
    for (const client of lookers) {
      if (client.person === person || shareOne(client.rooms, rooms)) client.send(frame)
    }
  }

  roomLost(client: SyncClient, room: RoomId): void {
    this.#rooms.delete(room, client)
  }

  roomGained(client: SyncClient, room: RoomId): void {
    if (client.lookRooms.has(room)) this.#rooms.add(room, client)
  }

  /** Between those who share no other room presence begins, or ends. */
  membersChanged(room: RoomId, people: readonly PersonId[], are: 'in' | 'out'): void {
    const { hub } = this.#deps
    const news = new Map<SyncClient, Map<PersonId, PresenceState>>()
    const note = (looker: SyncClient, person: PersonId) => {
      const [other] = hub.clientsOf(person)
      if (!other || looker.person === person) return
      if (shareOne(looker.rooms, other.rooms, room)) return
      const told = news.get(looker) ?? new Map<PersonId, PresenceState>()
      news.set(looker, told.set(person, are === 'in' ? this.stateOf(person) : 'offline'))
    }
    for (const person of people) {
      for (const looker of this.#people.get(person)) {
        if (looker.rooms.has(room)) note(looker, person)
      }
      for (const client of hub.clientsOf(person)) {
        for (const looked of client.lookPeople) {
          const [other] = hub.clientsOf(looked)
          if (other?.rooms.has(room)) note(client, looked)
        }
      }
    }
    for (const [looker, told] of news) looker.tell({ t: 'presence', people: [...told] })
  }

  marksMoved(changes: readonly PersonalChange[]): void {
    for (const { person, item } of changes) {
      if (item.kind !== 'read') continue
      const lookers = this.#rooms.get(item.room)
      if (lookers.size === 0 || !this.#showsSeen(item.room)) continue
      const seen = this.#seenUpTo(person, item.room, item.value)
      if (seen === 0) continue
      const marks: [PersonId, Seq][] = [[person, seen]]
      const frame = textFrame(JSON.stringify({ t: 'seen', room: item.room, marks }))
      for (const client of lookers) if (client.person !== person) client.send(frame)
    }
  }

  #tellSeen(client: SyncClient, room: RoomId): void {
    if (!this.#showsSeen(room)) return
    const { read } = this.#deps
    const marks: [PersonId, Seq][] = []
    for (const { person, left } of read.room(room)?.members ?? []) {
      if (left !== null || person.id === client.person) continue
      const seen = this.#seenUpTo(person.id, room, read.mark(person.id, room))
      if (seen > 0) marks.push([person.id, seen])
    }
    if (marks.length > 0) client.tell({ t: 'seen', room, marks })
  }

  /** 0 for nothing to tell: whoever marked the room unread tells that to nobody (SPEC U2). */
  #seenUpTo(person: PersonId, room: RoomId, mark: ReadMark): Seq {
    if (mark.unreadAt !== null) return 0
    const { read } = this.#deps
    return readUpTo(mark, read.ownLastPost(room, person, read.head(room)?.seq ?? 0))
  }

  #showsSeen(room: RoomId): boolean {
    const members = this.#deps.read.room(room)?.members.filter((member) => member.left === null)
    return members !== undefined && members.length <= limits.seenMembers
  }
}

function shareOne(
  one: ReadonlySet<RoomId>,
  other: ReadonlySet<RoomId>,
  besides: RoomId | null = null,
): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  for (const room of few) if (room !== besides && many.has(room)) return true
  return false
}
