import type { CommandId, Instant, RoomId } from '@parley/protocol'

/** A client that never sends the refused command again must not lose the room for good. */
const holdMs = 10_000

/**
 * Keeps one socket's commands to one room in order across a passing refusal (SPEC K5): those already on the way behind it
 * are refused, too, until it has come again.
 */
export class LaneHolds {
  readonly #holds = new Map<RoomId, { first: CommandId; until: Instant }>()

  refused(room: RoomId, id: CommandId, now: Instant): void {
    if (!this.#holds.has(room)) this.#holds.set(room, { first: id, until: now + holdMs })
  }

  admits(room: RoomId, id: CommandId, now: Instant): boolean {
    const hold = this.#holds.get(room)
    if (!hold) return true
    if (hold.first !== id && now < hold.until) return false
    this.#holds.delete(room)
    return true
  }
}
