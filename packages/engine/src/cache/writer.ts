import type { Person, PersonId } from '@parley/protocol'
import { noChanges, type Changes } from '../apply/changes.ts'
import type { Cache, CacheMeta, CacheTx, Sync } from '../store/port.ts'
import { createRoomIndex, type RoomIndex } from './room-index.ts'

/** The cache as the engine uses it: every write is one transaction, and is told about once it has committed. */
export type CacheWriter = {
  index: RoomIndex
  read<T>(fn: (tx: CacheTx) => Sync<T>): Sync<T>
  write<T>(fn: (tx: CacheTx, changes: Changes) => Sync<T>): Sync<T>
  reset(meta: CacheMeta): void
  /** Everyone known here, remembered until people change; in no order. */
  people(): readonly Person[]
  /** Someone by id, remembered as well. */
  person(id: PersonId): Person | null
  /** Rises when people changed: what was made with their names is stale. */
  peopleVersion(): number
  /** Hears what committed, in the order it was registered. */
  onCommit(hear: (changes: Changes) => void): void
}

export function createCacheWriter(cache: Cache): CacheWriter {
  const index = createRoomIndex(cache)
  const hearers: ((changes: Changes) => void)[] = []
  let people: ReadonlyMap<PersonId, Person> | null = null
  let peopleVersion = 0
  /** The read that is under way: who is asked for within it is read by it. */
  let reading: CacheTx | null = null
  // All at once: a room list asks for nearly everyone, and each look-up of its own is a transaction.
  const everyone = () =>
    (people ??= new Map(
      (reading?.people() ?? cache.tx((tx) => tx.people())).map((each) => [each.id, each]),
    ))
  const committed = (changes: Changes) => {
    index.apply(changes)
    if (changes.people) {
      people = null
      peopleVersion += 1
    }
    for (const hear of hearers) hear(changes)
  }
  return {
    index,
    read: (fn) =>
      cache.tx((tx) => {
        reading = tx
        try {
          return fn(tx)
        } finally {
          reading = null
        }
      }),
    write(fn) {
      const changes = noChanges()
      const result = cache.tx((tx) => fn(tx, changes))
      committed(changes)
      return result
    },
    reset(meta) {
      const changes = noChanges()
      changes.people = true
      changes.meta = meta
      for (const room of index.held()) {
        changes.rooms.set(room.id, null)
        changes.items.add(room.id)
      }
      cache.reset(meta)
      index.load()
      committed(changes)
    },
    people: () => [...everyone().values()],
    person: (id) => everyone().get(id) ?? null,
    peopleVersion: () => peopleVersion,
    onCommit: (hear) => void hearers.push(hear),
  }
}
