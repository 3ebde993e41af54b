import type { Entry, PersonId, PersonalItem, RoomId } from '@parley/protocol'
import { personalKey } from '@parley/protocol'
import type { SessionId } from '../accounts/port.ts'
import type { Committed, PersonalChange, Reads } from '../store/port.ts'
import type { SyncClient } from './client.ts'
import type { SyncCounters } from './counters.ts'
import { Multimap } from './multimap.ts'
import { textFrame } from './raw-socket.ts'

export type HubDeps = { read: Pick<Reads, 'heads'>; counters: SyncCounters }

/** What the hub tells the looks, which hold no truth of their own. */
export type HubListener = {
  /** A socket of the person came or went; `rooms` are those they are in. */
  presenceChanged(person: PersonId, rooms: ReadonlySet<RoomId>): void
  roomLost(client: SyncClient, room: RoomId): void
  roomGained(client: SyncClient, room: RoomId): void
  /** The people came into the room, all of them, or went out of it. */
  membersChanged(room: RoomId, people: readonly PersonId[], are: 'in' | 'out'): void
  marksMoved(changes: readonly PersonalChange[]): void
}

/**
 * Who gets what, live.
 * 1. A socket is in a room's set from before its heads are read until its person loses the room (SPEC L12).
 * 2. Of one batch, personal frames go first; then each room's entries, as one frame for everyone who got the same ones (W3).
 * 3. Sets change between entries: entry n goes to who is a member after it (X3).
 * 4. Nothing is kept for who is away: cursors bring it.
 */
export class Hub {
  readonly #people = new Multimap<PersonId, SyncClient>()
  readonly #rooms = new Multimap<RoomId, SyncClient>()
  readonly #sessions = new Multimap<SessionId, SyncClient>()
  readonly #clients = new Set<SyncClient>()
  readonly #deps: HubDeps
  #listener: HubListener | null = null
  #isOpen = true

  constructor(deps: HubDeps) {
    this.#deps = deps
  }

  listen(listener: HubListener): void {
    this.#listener = listener
  }

  /** False once the server stops: sockets that come now are told so. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  letNobodyIn(): void {
    this.#isOpen = false
  }

  /** Subscribes the socket to everything its person may see now; returns the undo. */
  add(client: SyncClient): () => void {
    this.#clients.add(client)
    this.#sessions.add(client.session.id, client)
    this.#people.add(client.person, client)
    for (const { room } of this.#deps.read.heads(client.person)) this.#join(client, room)
    this.#listener?.presenceChanged(client.person, client.rooms)
    return () => this.#remove(client)
  }

  /** The socket goes on under another session of the same person. */
  changeSession(client: SyncClient, session: SyncClient['session']): void {
    this.#sessions.delete(client.session.id, client)
    client.session = session
    if (this.#clients.has(client)) this.#sessions.add(session.id, client)
  }

  clientsOf(person: PersonId): ReadonlySet<SyncClient> {
    return this.#people.get(person)
  }

  sessions(): SessionId[] {
    return [...this.#sessions.keys()]
  }

  all(): SyncClient[] {
    return [...this.#clients]
  }

  endSessions(sessions: readonly SessionId[]): void {
    for (const session of sessions) {
      // Sets may lose members while they are walked: each is met once, none is missed.
      for (const client of this.#sessions.get(session)) {
        this.#deps.counters.sessionsEnded += 1
        this.#remove(client)
        client.close('session-ended')
      }
    }
  }

  /** Tells what a batch made durable. Called after its commit, in the order of the commits, never before (SPEC L2). */
  deliver({ appended, personal }: Committed): void {
    this.#deps.counters.batches += 1
    this.#tellPeople(personal)
    const runs = new Map<RoomId, string[]>()
    for (const { room, entry, text } of appended) {
      if (changesMembers(entry)) {
        this.#tellRoom(room, runs.get(room))
        runs.delete(room)
        this.#changeMembers(room, entry)
      }
      const run = runs.get(room)
      if (run) run.push(text)
      else runs.set(room, [text])
    }
    for (const [room, run] of runs) this.#tellRoom(room, run)
    this.#listener?.marksMoved(personal)
  }

  #tellPeople(changes: readonly PersonalChange[]): void {
    const byPerson = new Map<PersonId, PersonalItem[]>()
    for (const { person, item } of changes) {
      if (!this.#people.has(person)) continue
      const items = byPerson.get(person)
      if (items) items.push(item)
      else byPerson.set(person, [item])
    }
    for (const [person, items] of byPerson) {
      const frame = textFrame(JSON.stringify(personalFrame(items)))
      for (const client of this.#people.get(person)) client.send(frame)
    }
  }

  #tellRoom(room: RoomId, texts: readonly string[] | undefined): void {
    const clients = this.#rooms.get(room)
    if (!texts || clients.size === 0) return
    const frame = textFrame(
      `{"t":"room.entries","room":${JSON.stringify(room)},"entries":[${texts.join(',')}]}`,
    )
    for (const client of clients) client.send(frame)
    this.#deps.counters.roomFrames += 1
    this.#deps.counters.deliveries += clients.size
  }

  #changeMembers(room: RoomId, { body }: Entry): void {
    if (body.kind === 'member.left') {
      for (const client of this.#people.get(body.person)) this.#leave(client, room)
      this.#listener?.membersChanged(room, [body.person], 'out')
    } else if (body.kind === 'member.joined' || body.kind === 'room.created') {
      const people = body.members.map(({ person }) => person.id)
      for (const person of people)
        for (const client of this.#people.get(person)) this.#join(client, room)
      this.#listener?.membersChanged(room, people, 'in')
    }
  }

  #join(client: SyncClient, room: RoomId): void {
    this.#rooms.add(room, client)
    client.rooms.add(room)
    this.#listener?.roomGained(client, room)
  }

  #leave(client: SyncClient, room: RoomId): void {
    this.#rooms.delete(room, client)
    client.rooms.delete(room)
    this.#listener?.roomLost(client, room)
  }

  #remove(client: SyncClient): void {
    if (!this.#clients.delete(client)) return
    const rooms = new Set(client.rooms)
    for (const room of rooms) this.#leave(client, room)
    this.#sessions.delete(client.session.id, client)
    this.#people.delete(client.person, client)
    this.#listener?.presenceChanged(client.person, rooms)
  }
}

const changesMembers = ({ body }: Entry) =>
  body.kind === 'member.left' || body.kind === 'member.joined' || body.kind === 'room.created'

/** The changes of one person as one frame: the last value a key, covering all their sequences without a gap (SPEC L5). */
function personalFrame(items: readonly PersonalItem[]) {
  const seqs = items.map((item) => item.seq)
  const latest = new Map<string, PersonalItem>()
  for (const item of items) {
    const key = personalKey(item)
    latest.delete(key)
    latest.set(key, item)
  }
  return {
    t: 'personal.items' as const,
    from: Math.min(...seqs) - 1,
    to: Math.max(...seqs),
    items: [...latest.values()],
  }
}
