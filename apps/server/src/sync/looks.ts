import {
  limits,
  readUpTo,
  type ClientFrameOf,
  type PersonId,
  type PresenceState,
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
    const before = this.stateOf(client.person)
    client.active = active
    if (this.stateOf(client.person) !== before) this.presenceChanged(client.person, client.rooms)
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
    const lookers = this.#people.get(person)
    if (lookers.size === 0) return
    const people: [PersonId, PresenceState][] = [[person, this.stateOf(person)]]
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

  marksMoved(changes: readonly PersonalChange[]): void {
    for (const { person, item } of changes) {
      if (item.kind !== 'read') continue
      const lookers = this.#rooms.get(item.room)
      if (lookers.size === 0 || !this.#showsSeen(item.room)) continue
      const marks: [PersonId, Seq][] = [[person, item.value.upTo]]
      const frame = textFrame(JSON.stringify({ t: 'seen', room: item.room, marks }))
      for (const client of lookers) if (client.person !== person) client.send(frame)
    }
  }

  #tellSeen(client: SyncClient, room: RoomId): void {
    if (!this.#showsSeen(room)) return
    const { read } = this.#deps
    const head = read.head(room)?.seq ?? 0
    const marks: [PersonId, Seq][] = []
    for (const { person, left } of read.room(room)?.members ?? []) {
      if (left !== null || person.id === client.person) continue
      const seen = readUpTo(read.mark(person.id, room), read.ownLastPost(room, person.id, head))
      if (seen > 0) marks.push([person.id, seen])
    }
    if (marks.length > 0) client.tell({ t: 'seen', room, marks })
  }

  #showsSeen(room: RoomId): boolean {
    const members = this.#deps.read.room(room)?.members.filter((member) => member.left === null)
    return members !== undefined && members.length <= limits.seenMembers
  }
}

function shareOne(one: ReadonlySet<RoomId>, other: ReadonlySet<RoomId>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  for (const room of few) if (many.has(room)) return true
  return false
}
