import type { EntryId, Item, Member, Person, PersonId, RoomId, Seq } from '@parley/protocol'
import { dropFrom, inMemory, setIn, type Guard, type Journal } from './journal.ts'
import type { Cache, CachedRoom, CachedValue, CacheMeta, CacheTx, Hole, Range } from './port.ts'

type RoomContent = {
  /** Ascending by `seq`; never changed in place, so that a transaction can be taken back by putting the former one. */
  items: readonly Item[]
  byId: Map<EntryId, Item>
  ranges: readonly Range[]
  holes: readonly Hole[]
  stubs: Map<EntryId, Seq>
}
export type CacheContent = {
  meta: CacheMeta | null
  rooms: Map<RoomId, CachedRoom>
  /** By kind and subject. */
  values: Map<string, CachedValue>
  contents: Map<RoomId, RoomContent>
  /** Worked out when asked for after members changed. */
  people: Map<PersonId, Person> | null
}

export function emptyCache(): CacheContent {
  return { meta: null, rooms: new Map(), values: new Map(), contents: new Map(), people: null }
}

export function openMemoryCache(
  content: CacheContent,
  { person, close, ...guard }: Guard & { person: PersonId; close(): void },
): Cache {
  content.meta ??= { person, lineage: null, personalCursor: 0, profile: null }
  return {
    tx: (fn) => inMemory(guard, (journal) => fn(transaction(content, journal))),
    freeBytes: () => 0,
    reset(meta) {
      guard.check()
      Object.assign(content, { ...emptyCache(), meta })
    },
    close,
  }
}

function transaction(content: CacheContent, journal: Journal): CacheTx {
  const of = (room: RoomId): RoomContent => {
    const known = content.contents.get(room)
    if (known) return known
    const fresh = { items: [], byId: new Map(), ranges: [], holes: [], stubs: new Map() }
    setIn(journal, content.contents, room, fresh)
    return fresh
  }
  const change = (room: RoomId, part: Partial<RoomContent>) => {
    setIn(journal, content.contents, room, { ...of(room), ...part })
  }
  const forgetPeople = () => {
    content.people = null
    journal.undo(() => (content.people = null))
  }
  const people = () => (content.people ??= peopleOf(content.rooms))
  const meta = () => {
    if (!content.meta) throw new Error('this cache was not opened')
    return content.meta
  }
  return {
    meta,
    putMeta(next) {
      const former = content.meta
      journal.undo(() => (content.meta = former))
      content.meta = next
    },

    room: (id) => content.rooms.get(id) ?? null,
    rooms: () =>
      [...content.rooms.values()]
        .toSorted((one, other) => other.lastAt - one.lastAt || (one.id < other.id ? -1 : 1))
        .map((room) => ({ ...room, state: room.state && { ...room.state, members: [] } })),
    putRoom(room) {
      if (content.rooms.get(room.id)?.state?.members !== room.state?.members) forgetPeople()
      setIn(journal, content.rooms, room.id, room)
    },
    dropRoom(id) {
      forgetPeople()
      dropFrom(journal, content.rooms, id)
      dropFrom(journal, content.contents, id)
    },

    values: (kind) =>
      [...content.values.values()]
        .filter((value) => value.kind === kind)
        .toSorted((one, other) => (one.subject < other.subject ? -1 : 1)),
    putValue: (value) => setIn(journal, content.values, `${value.kind}/${value.subject}`, value),
    dropValue: (kind, subject) => dropFrom(journal, content.values, `${kind}/${subject}`),

    people: () => [...people().values()],
    person: (id) => people().get(id) ?? null,

    itemsBack(room, edge, limit) {
      const { items } = of(room)
      const end = firstAbove(items, edge)
      return items.slice(Math.max(0, end - limit), end).toReversed()
    },
    itemsForward(room, edge, limit) {
      const { items } = of(room)
      const start = firstAbove(items, edge)
      return items.slice(start, start + limit)
    },
    item: (room, id) => of(room).byId.get(id) ?? null,
    putItems(room, items) {
      if (items.length === 0) return
      const { byId } = of(room)
      for (const item of items) setIn(journal, byId, item.id, item)
      change(room, { items: merged(of(room).items, items) })
    },
    dropItems(room, upTo) {
      const { items, byId } = of(room)
      const end = firstAbove(items, upTo)
      for (const item of items.slice(0, end)) dropFrom(journal, byId, item.id)
      change(room, { items: items.slice(end) })
    },
    countUnread(room, me, after, upTo) {
      const { items } = of(room)
      const count = { unread: 0, mentions: 0 }
      for (let at = firstAbove(items, after); at < items.length; at += 1) {
        const item = items[at]
        if (!item || item.seq > upTo) break
        if (item.kind !== 'message' || item.by === me || item.deletedAt !== null) continue
        count.unread += 1
        if (item.mentions.everyone || item.mentions.people.includes(me)) count.mentions += 1
      }
      return count
    },
    latestMessage: (room) => of(room).items.findLast((item) => item.kind === 'message') ?? null,

    ranges: (room) => [...of(room).ranges],
    putRanges: (room, ranges) => change(room, { ranges: ascending(ranges) }),
    holes: (room) => [...of(room).holes],
    putHoles: (room, holes) => change(room, { holes: ascending(holes) }),

    stub: (room, id) => of(room).stubs.get(id) ?? null,
    putStub: (room, id, changedSeq) => setIn(journal, of(room).stubs, id, changedSeq),
    dropStub: (room, id) => dropFrom(journal, of(room).stubs, id),
  }
}

function ascending<T extends Range>(ranges: readonly T[]): T[] {
  return ranges.toSorted((one, other) => one.from - other.from)
}

function peopleOf(rooms: ReadonlyMap<RoomId, CachedRoom>): Map<PersonId, Person> {
  const people = new Map<PersonId, Member>()
  for (const room of rooms.values())
    for (const member of room.state?.members ?? []) {
      const known = people.get(member.person.id)
      if (!known || isBetter(member, known)) people.set(member.person.id, member)
    }
  return new Map([...people].map(([id, { person }]) => [id, person]))
}

/** A member's profile is today's; of those of people who left, the same one is taken whatever order the rooms came in. */
function isBetter(one: Member, other: Member): boolean {
  const isPresent = one.left === null
  if (isPresent !== (other.left === null)) return isPresent
  if (isPresent) return true
  const [a, b] = [one.person, other.person]
  return a.handle === b.handle ? a.name > b.name : a.handle > b.handle
}

/** Index of the first item past `edge`. */
function firstAbove(items: readonly Item[], edge: Seq): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.seq ?? 0) > edge) high = middle
    else low = middle + 1
  }
  return low
}

function merged(items: readonly Item[], added: readonly Item[]): readonly Item[] {
  const sorted = added.toSorted((one, other) => one.seq - other.seq)
  const [lowest] = sorted
  if (!lowest) return items
  const keep = firstAbove(items, lowest.seq - 1)
  const bySeq = new Map<Seq, Item>()
  for (const item of items.slice(keep)) bySeq.set(item.seq, item)
  for (const item of sorted) bySeq.set(item.seq, item)
  const tail = [...bySeq.values()].toSorted((one, other) => one.seq - other.seq)
  return [...items.slice(0, keep), ...tail]
}
