import type { RoomId } from '@parley/protocol'

/** Rooms to pull, in order: the looked-at ones, then as they were asked for (SPEC L11). */
export type Wanted = {
  add(room: RoomId): void
  /** Ahead of all but the looked-at. */
  addFirst(room: RoomId): void
  drop(room: RoomId): void
  clear(): void
  has(room: RoomId): boolean
  size(): number
  /** Whether `holds` for all of them. */
  every(holds: (room: RoomId) => boolean): boolean
  /** The next rooms to ask for together, without those for which `busy` holds; looked-at ones are asked for alone. */
  take(busy: (room: RoomId) => boolean, looked: ReadonlySet<RoomId>, limit: number): RoomId[]
}

export function createWanted(): Wanted {
  let order: RoomId[] = []
  const members = new Set<RoomId>()
  return {
    add(room) {
      if (members.has(room)) return
      members.add(room)
      order.push(room)
    },
    addFirst(room) {
      if (members.has(room)) order = order.filter((other) => other !== room)
      members.add(room)
      order.unshift(room)
    },
    drop(room) {
      if (members.delete(room)) order = order.filter((other) => other !== room)
    },
    clear() {
      order = []
      members.clear()
    },
    has: (room) => members.has(room),
    size: () => members.size,
    every: (holds) => order.every(holds),
    take(busy, looked, limit) {
      const free = order.filter((room) => !busy(room))
      const first = free.filter((room) => looked.has(room))
      const taken = (first.length > 0 ? first : free).slice(0, limit)
      const gone = new Set(taken)
      for (const room of taken) members.delete(room)
      if (taken.length > 0) order = order.filter((room) => !gone.has(room))
      return taken
    },
  }
}
