import type { RoomId } from '@parley/protocol'
import type { RoomFact } from '../../decide/facts.ts'

/** A room with the key its rows carry. */
export type KeyedRoom = { key: number; fact: RoomFact }

/** Members all cached rooms may have together: about 100 MB. */
const maxWeight = 200_000

/**
 * Rooms as they are committed: only what a commit made durable is put in, so a batch that is rolled back leaves it right.
 * The rooms used least recently go first once the members of all are too many.
 */
export class RoomCache {
  readonly #rooms = new Map<RoomId, KeyedRoom>()
  #weight = 0

  get(room: RoomId): KeyedRoom | null {
    return this.#rooms.get(room) ?? null
  }

  /** Marks the room as just used. */
  put(room: RoomId, keyed: KeyedRoom): void {
    this.#drop(room)
    this.#rooms.set(room, keyed)
    this.#weight += weightOf(keyed)
    for (const oldest of this.#rooms.keys()) {
      if (this.#weight <= maxWeight || oldest === room) break
      this.#drop(oldest)
    }
  }

  clear(): void {
    this.#rooms.clear()
    this.#weight = 0
  }

  #drop(room: RoomId): void {
    const keyed = this.#rooms.get(room)
    if (!keyed) return
    this.#rooms.delete(room)
    this.#weight -= weightOf(keyed)
  }
}

function weightOf({ fact }: KeyedRoom): number {
  // A room without members costs something too.
  return fact.state.members.length + 10
}
