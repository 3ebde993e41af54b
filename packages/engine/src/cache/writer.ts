import type { EntryId, MessageItem, Person, PersonId, RoomId } from '@parley/protocol'
import { noChanges, type Changes } from '../apply/changes.ts'
import { StorageFull, type Cache, type CacheMeta, type CacheTx, type Sync } from '../store/port.ts'
import { createRoomIndex, type RoomIndex } from './room-index.ts'
import { createValueIndex, type ValueIndex } from './value-index.ts'

/** The cache as the engine uses it: every write is one transaction, and is told about once it has committed. */
export type CacheWriter = {
  index: RoomIndex
  values: ValueIndex
  read<T>(fn: (tx: CacheTx) => Sync<T>): Sync<T>
  /** Once more after room was made, where there was none: `fn` may be called twice, and starts anew the second time. */
  write<T>(fn: (tx: CacheTx, changes: Changes) => Sync<T>): Sync<T>
  /** The same where room is being made: it fails when there is none. */
  writeOnce<T>(fn: (tx: CacheTx, changes: Changes) => Sync<T>): Sync<T>
  reset(meta: CacheMeta): void
  /** Everyone known here, remembered until people change; in no order. */
  people(): readonly Person[]
  /** Someone by id, remembered as well. */
  person(id: PersonId): Person | null
  /** A message that is cached, also from within a read. */
  message(room: RoomId, id: EntryId): MessageItem | null
  /** Rises when people changed: what was made with their names is stale. */
  peopleVersion(): number
  /** The last write found no room, even after some was made. */
  isFull(): boolean
  freeBytes(): number
  /** Asked to make room when there is none: false when it cannot. */
  onFull(makeRoom: () => boolean): void
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
  const values = createValueIndex(
    (kind) => reading?.values(kind) ?? cache.tx((tx) => tx.values(kind)),
  )
  let makeRoom = () => false
  let isFull = false
  type Done<T> = { result: Sync<T>; changes: Changes }
  const run = <T>(fn: (tx: CacheTx, changes: Changes) => Sync<T>): Done<T> => {
    const changes = noChanges()
    return { result: cache.tx((tx) => fn(tx, changes)), changes }
  }
  const told = <T>({ result, changes }: Done<T>): Sync<T> => {
    isFull = false
    committed(changes)
    return result
  }
  /** Null where no room could be made. */
  const runAgain = <T>(fn: (tx: CacheTx, changes: Changes) => Sync<T>): Done<T> | null => {
    try {
      return makeRoom() ? run(fn) : null
    } catch (error) {
      if (error instanceof StorageFull) return null
      throw error
    }
  }
  const committed = (changes: Changes) => {
    index.apply(changes)
    values.apply(changes)
    if (changes.people) {
      people = null
      peopleVersion += 1
    }
    for (const hear of hearers) hear(changes)
  }
  return {
    index,
    values,
    read: (fn) =>
      cache.tx((tx) => {
        reading = tx
        try {
          return fn(tx)
        } finally {
          reading = null
        }
      }),
    writeOnce: (fn) => told(run(fn)),
    write(fn) {
      let done
      try {
        done = run(fn)
      } catch (error) {
        done = error instanceof StorageFull ? runAgain(fn) : null
        if (!done) {
          isFull = error instanceof StorageFull
          throw error
        }
      }
      return told(done)
    },
    isFull: () => isFull,
    freeBytes: () => cache.freeBytes(),
    onFull: (make) => void (makeRoom = make),
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
      changes.values.push(...values.forget())
      committed(changes)
    },
    people: () => [...everyone().values()],
    person: (id) => everyone().get(id) ?? null,
    message(room, id) {
      const item = reading ? reading.item(room, id) : cache.tx((tx) => tx.item(room, id))
      return item?.kind === 'message' ? item : null
    },
    peopleVersion: () => peopleVersion,
    onCommit: (hear) => void hearers.push(hear),
  }
}
