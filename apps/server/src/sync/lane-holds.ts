import type { CommandId, Instant } from '@parley/protocol'

/** A client that never sends the refused command again must not lose the lane for good. */
export const holdMs = 10_000
/** Far more lanes than a client sends to at a time; the socket of one that does is held as a whole. */
export const maxHolds = 1_000

/**
 * Keeps one socket's commands of one lane in order across a passing refusal (SPEC K5): those already on the way behind it
 * are refused, too, until it has come again.
 */
export class LaneHolds {
  /** In the order they run out. */
  readonly #holds = new Map<string, { first: CommandId; until: Instant }>()
  #allUntil: Instant = 0

  get size(): number {
    return this.#holds.size
  }

  refused(lane: string, id: CommandId, now: Instant): void {
    if (now < this.#allUntil || this.#holds.has(lane)) return
    for (const [held, { until }] of this.#holds) {
      if (now < until) break
      this.#holds.delete(held)
    }
    this.#holds.set(lane, { first: id, until: now + holdMs })
    if (this.#holds.size <= maxHolds) return
    this.#holds.clear()
    this.#allUntil = now + holdMs
  }

  admits(lane: string, id: CommandId, now: Instant): boolean {
    if (now < this.#allUntil) return false
    const hold = this.#holds.get(lane)
    if (!hold) return true
    if (hold.first !== id && now < hold.until) return false
    this.#holds.delete(lane)
    return true
  }
}
