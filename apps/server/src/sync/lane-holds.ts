import type { CommandId, Instant, RoomId } from '@parley/protocol'

/** A client that never sends the refused command again must not lose the room for good. */
export const holdMs = 10_000
/** Far more rooms than a client sends to at a time; the socket of one that does is held as a whole. */
export const maxHolds = 1_000

/**
 * Keeps one socket's commands to one room in order across a passing refusal (SPEC K5): those already on the way behind it
 * are refused, too, until it has come again.
 */
export class LaneHolds {
  /** In the order they run out. */
  readonly #holds = new Map<RoomId, { first: CommandId; until: Instant }>()
  #allUntil: Instant = 0

  get size(): number {
    return this.#holds.size
  }

  refused(room: RoomId, id: CommandId, now: Instant): void {
    if (now < this.#allUntil || this.#holds.has(room)) return
    for (const [held, { until }] of this.#holds) {
      if (now < until) break
      this.#holds.delete(held)
    }
    this.#holds.set(room, { first: id, until: now + holdMs })
    if (this.#holds.size <= maxHolds) return
    this.#holds.clear()
    this.#allUntil = now + holdMs
  }

  admits(room: RoomId, id: CommandId, now: Instant): boolean {
    if (now < this.#allUntil) return false
    const hold = this.#holds.get(room)
    if (!hold) return true
    if (hold.first !== id && now < hold.until) return false
    this.#holds.delete(room)
    return true
  }
}
