import type { FloorStore } from './floor-store.ts'
import { messageRows, type MessageRow } from './rows.ts'

/** Poll phases without a message after which nobody is waited for: far more than a crowd that comes back ever needs. */
const quietPhases = 300
/** Rows made beforehand at a time. */
const stock = 4_096

/** Group commit at its barest: it knows how many are sending, parses nothing, decides nothing, tells nobody but the sender. */
export class Echo {
  readonly #store: FloorStore
  #answers: (() => void)[] = []
  #rows: MessageRow[] = []
  #used = 0

  constructor(store: FloorStore) {
    this.#store = store
  }

  /** Runs `answer` once a row for it is durable, committed with `group` - 1 others if so many come. */
  take(answer: () => void, group: number): void {
    this.#answers.push(answer)
    if (group === 1) this.#commit(group)
    else if (this.#answers.length === 1)
      setImmediate(() => this.#look({ group, seen: 1, quiet: 0 }))
  }

  #look({ group, seen, quiet }: { group: number; seen: number; quiet: number }): void {
    const waits = this.#answers.length
    if (waits >= group || quiet === quietPhases) return this.#commit(group)
    const next = { group, seen: waits, quiet: waits > seen ? 0 : quiet + 1 }
    setImmediate(() => this.#look(next))
  }

  #commit(rooms: number): void {
    const answers = this.#answers
    this.#answers = []
    if (this.#used + answers.length > this.#rows.length) {
      this.#rows = messageRows(stock, this.#store.author)
      this.#used = 0
    }
    this.#store.commit(this.#rows, this.#used, answers.length, rooms)
    this.#used += answers.length
    for (const answer of answers) answer()
  }
}
