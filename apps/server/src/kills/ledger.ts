import type { CommandId, Seq } from '@parley/protocol'

/** What one sender's clients know for sure: what left, and what the server called durable, at which place. */
export class Ledger {
  readonly #unanswered = new Set<CommandId>()
  readonly acknowledgedAt = new Map<CommandId, Seq>()
  /** Acks that named another place than an earlier one of the same message. */
  readonly moved: CommandId[] = []

  sent(id: CommandId): void {
    this.#unanswered.add(id)
  }

  acknowledged(id: CommandId, seq: Seq): void {
    this.#unanswered.delete(id)
    const before = this.acknowledgedAt.get(id)
    if (before !== undefined && before !== seq) this.moved.push(id)
    this.acknowledgedAt.set(id, seq)
  }

  /** What left without an answer, in the order it left; it stays unanswered. */
  takeUnanswered(): CommandId[] {
    return [...this.#unanswered]
  }
}
