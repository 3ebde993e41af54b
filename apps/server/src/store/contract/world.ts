import type {
  Command,
  CommandId,
  Entry,
  ErrorCode,
  Instant,
  Item,
  PersonId,
  RoomId,
  RoomKind,
} from '@parley/protocol'
import { expect } from 'vitest'
import type { Committed, Settled, Store, Submission, SystemCommand } from '../port.ts'
import { idOf, personIdOf, personPut, roomCreate, roomIdOf, type Body } from './bodies.ts'

/** Opens an empty store of the kind under test. `reopen` comes back to what was committed; null where nothing outlives the process. */
export type OpenStore = () => Promise<{ store: Store; reopen: (() => Promise<Store>) | null }>

/** A batch of which nothing came. */
export const nothing: Committed = { settled: [], appended: [], personal: [], nextDueAt: null }

type Given = { id?: CommandId; at?: Instant; digest?: string }

/** A store with a hand clock and ids in order, and short ways to say what people do. */
export class World {
  readonly store: Store
  now = 1_000_000
  #ids = 0
  #rooms = 0
  #people = 0

  constructor(store: Store) {
    this.store = store
  }

  id(): CommandId {
    this.#ids += 1
    return idOf(this.#ids)
  }

  submission(by: PersonId, body: Body, given: Given = {}): Submission {
    this.now += 1
    const id = given.id ?? this.id()
    const command = { id, body } as Command | SystemCommand
    return { by, at: given.at ?? this.now, digest: given.digest ?? JSON.stringify(body), command }
  }

  async send(by: PersonId, body: Body, given: Given = {}): Promise<Settled> {
    const { settled } = await this.store.commit([this.submission(by, body, given)])
    const [first] = settled
    if (!first || settled.length !== 1) throw new Error('one submission, one result')
    return first
  }

  /** Sends what has to succeed; gives the sequence. */
  async done(by: PersonId, body: Body, given: Given = {}): Promise<number> {
    const settled = await this.send(by, body, given)
    if (settled.kind !== 'done') throw new Error(`${body.kind} was refused: ${settled.code}`)
    return settled.seq
  }

  /** Sends what has to be refused, and checks that nothing came of it. */
  async refused(by: PersonId, body: Body, code: ErrorCode, given: Given = {}): Promise<void> {
    const committed = await this.store.commit([this.submission(by, body, given)])
    expect(committed).toEqual({ ...nothing, settled: [{ kind: 'refused', code }] })
  }

  async person(handle: string, email: string | null = null): Promise<PersonId> {
    this.#people += 1
    const id = personIdOf(this.#people)
    await this.done(id, personPut(id, handle, email))
    return id
  }

  async room(
    kind: Exclude<RoomKind, 'direct'>,
    owner: PersonId,
    people: PersonId[] = [],
  ): Promise<RoomId> {
    this.#rooms += 1
    const room = roomIdOf(this.#rooms)
    const contractTitle = kind === 'contract' ? 'Logo' : null
    await this.done(owner, roomCreate({ room, roomKind: kind, people, contractTitle }))
    return room
  }

  async post(by: PersonId, room: RoomId, text = 'hello'): Promise<{ id: CommandId; seq: number }> {
    const id = this.id()
    const seq = await this.done(by, { kind: 'message.post', room, text, replyTo: null }, { id })
    return { id, seq }
  }

  entries(room: RoomId, after = 0): Entry[] {
    return this.store.read.entryTexts(room, after, 10_000).map((text) => JSON.parse(text) as Entry)
  }

  items(room: RoomId): Item[] {
    const { texts } = this.store.read.items(room, Number.MAX_SAFE_INTEGER, 'back', 10_000)
    return texts.map((text) => JSON.parse(text) as Item)
  }
}
