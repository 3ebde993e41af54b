import {
  foldMessage,
  foldRoom,
  itemOf,
  personalKey,
  type FileId,
  type MessageId,
  type PersonalValue,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import type { Write } from '../decide/decision.ts'
import type { DueWork } from '../decide/due.ts'
import type { Facts, MessageFact, Need, PersonFact, RoomFact } from '../decide/facts.ts'
import { presentMember } from '../decide/facts.ts'
import type { StoredFile } from '../files/file.ts'
import type { Changes, Loader } from './changes.ts'
import { bodyText, entryText } from './texts.ts'

/**
 * The facts of one batch: loaded once for all its needs, then carried along as each decision's writes are folded in, so that
 * a later submission sees what an earlier one did. What changed is collected for the adapter to write.
 */
export class WorkingFacts implements Facts {
  readonly changes: Omit<Changes, 'personal' | 'receipts'> = {
    entries: [],
    rooms: new Map(),
    messages: new Map(),
    dropTexts: [],
    people: new Map(),
    due: new Map(),
    files: new Map(),
  }
  /** Values in the order they were set; they get their places in the personal logs once all is decided. */
  readonly personalValues: { person: PersonId; value: PersonalValue }[] = []

  readonly #rooms = new Map<RoomId, RoomFact>()
  readonly #messages = new Map<MessageId, MessageFact>()
  readonly #people = new Map<PersonId, PersonFact>()
  readonly #byHandle = new Map<string, PersonId>()
  readonly #byEmail = new Map<string, PersonId>()
  readonly #personal = new Map<string, PersonalValue>()
  readonly #due = new Map<string, DueWork | null>()
  readonly #files = new Map<FileId, StoredFile>()
  readonly #roomsOf = new Map<PersonId, Set<RoomId>>()

  constructor(load: Loader, needs: readonly Need[]) {
    const wanted = gather(needs)
    for (const person of wanted.roomsOf) this.#roomsOf.set(person, new Set())
    for (const { person, room } of some(wanted.roomsOf, load.roomsOf)) {
      this.#roomsOf.get(person)?.add(room)
      wanted.rooms.add(room)
    }
    for (const fact of some(wanted.rooms, load.rooms)) this.#rooms.set(fact.state.id, fact)
    for (const fact of some(wanted.messages, load.messages)) this.#messages.set(fact.item.id, fact)
    for (const fact of some(wanted.people, load.people)) this.#learn(fact)
    for (const fact of some(wanted.handles, load.peopleByHandle)) this.#learn(fact)
    for (const fact of some(wanted.emails, load.peopleByEmail)) this.#learn(fact)
    for (const file of some(wanted.files, load.files)) this.#files.set(file.id, file)
    for (const { person, item } of some(wanted.personal.values(), load.personal))
      this.#personal.set(nameOf(person, item), item)
    for (const work of some(wanted.due, load.due)) this.#due.set(work.id, work)
  }

  room(room: RoomId): RoomFact | null {
    return this.#rooms.get(room) ?? null
  }

  message(message: MessageId): MessageFact | null {
    return this.#messages.get(message) ?? null
  }

  person(person: PersonId): PersonFact | null {
    return this.#people.get(person) ?? null
  }

  personByHandle(handle: string): PersonId | null {
    return this.#byHandle.get(handle) ?? null
  }

  personByEmail(email: string): PersonId | null {
    return this.#byEmail.get(email) ?? null
  }

  personal(person: PersonId, key: string): PersonalValue | null {
    return this.#personal.get(`${person} ${key}`) ?? null
  }

  due(id: string): DueWork | null {
    return this.#due.get(id) ?? null
  }

  roomsOf(person: PersonId): RoomId[] {
    return [...(this.#roomsOf.get(person) ?? [])]
  }

  file(file: FileId): StoredFile | null {
    return this.#files.get(file) ?? null
  }

  /** Takes a decided write in. `digest` is that of the command it came from, '' for an entry nobody sent. */
  fold(write: Write, digest: string): void {
    switch (write.do) {
      case 'append':
        return this.#append(write, digest)
      case 'put-personal':
        this.#personal.set(nameOf(write.person, write.value), write.value)
        this.personalValues.push({ person: write.person, value: write.value })
        return
      case 'put-person':
        return this.#putPerson(write)
      case 'put-file':
        this.#files.set(write.file.id, write.file)
        this.changes.files.set(write.file.id, write.file)
        return
      case 'drop-file':
        this.#files.delete(write.file)
        this.changes.files.set(write.file, null)
        return
      case 'drop-texts':
        this.changes.dropTexts.push(write.message)
        return
      case 'put-due':
        return this.#setDue(write.work.id, write.work)
      case 'drop-due':
        return this.#setDue(write.id, null)
    }
  }

  #append({ room, entry }: Write & { do: 'append' }, digest: string): void {
    const before = this.room(room)
    const state = foldRoom(room, before?.state ?? null, entry)
    const posted = entry.body.kind === 'message.posted' ? 1 : 0
    const messages = (before?.messages ?? 0) + posted
    const after = { state, head: entry.seq, headId: entry.id, lastAt: entry.at, messages }
    this.#rooms.set(room, after)
    const known = this.changes.rooms.get(room)
    if (known) known.after = after
    else this.changes.rooms.set(room, { before, after })
    const body = bodyText(entry.body)
    const text = entryText(entry, body)
    this.changes.entries.push({ room, entry, text, body, digest, messages })
    this.#foldMessage(room, entry)
    if (this.#roomsOf.size > 0) this.#followMoves(room, after)
  }

  #foldMessage(room: RoomId, entry: Parameters<typeof itemOf>[0]): void {
    const { body } = entry
    if ('target' in body) {
      const fact = this.message(body.target)
      if (!fact) throw new Error(`an entry about a message that was not loaded: ${body.target}`)
      const changed = { room, item: foldMessage(fact.item, entry) }
      this.#messages.set(body.target, changed)
      this.changes.messages.set(body.target, changed)
      return
    }
    if (body.kind !== 'message.posted') return
    const item = itemOf(entry)
    if (item?.kind === 'message') this.#messages.set(item.id, { room, item })
  }

  /** A room joined or lost earlier in this batch counts for a profile that changes later in it. */
  #followMoves(room: RoomId, { state }: RoomFact): void {
    for (const [person, rooms] of this.#roomsOf) {
      if (presentMember(state, person)) rooms.add(room)
      else rooms.delete(room)
    }
  }

  #putPerson({ person, email }: Write & { do: 'put-person' }): void {
    const before = this.person(person.id)
    if (before) this.#byHandle.delete(before.person.handle)
    if (before && before.email !== null) this.#byEmail.delete(before.email)
    const fact = { person, email }
    this.#learn(fact)
    this.changes.people.set(person.id, fact)
  }

  #setDue(id: string, work: DueWork | null): void {
    this.#due.set(id, work)
    this.changes.due.set(id, work)
  }

  #learn(fact: PersonFact): void {
    this.#people.set(fact.person.id, fact)
    this.#byHandle.set(fact.person.handle, fact.person.id)
    if (fact.email !== null) this.#byEmail.set(fact.email, fact.person.id)
  }
}

function nameOf(person: PersonId, value: PersonalValue): string {
  return `${person} ${personalKey(value)}`
}

function some<K, V>(keys: Iterable<K>, load: (keys: K[]) => V[]): V[] {
  const list = [...keys]
  return list.length === 0 ? [] : load(list)
}

function gather(needs: readonly Need[]) {
  const wanted = {
    rooms: new Set<RoomId>(),
    messages: new Set<MessageId>(),
    people: new Set<PersonId>(),
    handles: new Set<string>(),
    emails: new Set<string>(),
    roomsOf: new Set<PersonId>(),
    files: new Set<FileId>(),
    personal: new Map<string, { person: PersonId; key: string }>(),
    due: new Set<string>(),
  }
  for (const need of needs) {
    switch (need.kind) {
      case 'room':
        wanted.rooms.add(need.room)
        break
      case 'message':
        wanted.messages.add(need.message)
        break
      case 'person':
        wanted.people.add(need.person)
        break
      case 'handle':
        wanted.handles.add(need.handle)
        break
      case 'email':
        wanted.emails.add(need.email)
        break
      case 'rooms-of':
        wanted.roomsOf.add(need.person)
        break
      case 'file':
        wanted.files.add(need.file)
        break
      case 'personal':
        wanted.personal.set(`${need.person} ${need.key}`, { person: need.person, key: need.key })
        break
      case 'due':
        wanted.due.add(need.id)
        break
    }
  }
  return wanted
}
