import type { CommandId, PersonId } from '@parley/protocol'
import type { Clock } from '../../clock.ts'
import type { Store, Submission } from '../../store/port.ts'

/** A command of the import, before it gets its time and digest. */
export type Order = { id: CommandId; by: PersonId; body: Submission['command']['body'] }

/** `lost` counts commands that came along with the main one and were refused. */
export type UnitOutcome = { main: 'imported' | 'already-imported' | 'refused'; lost: number }

/**
 * Commands that belong together, in order: they are committed in one transaction, so that an import interrupted anywhere
 * has a record whole or not at all. `main` is the one whose result is the unit's.
 */
export type Unit = { orders: readonly Order[]; main: CommandId; settle(outcome: UnitOutcome): void }

const maxBatch = 256

/** Collects units into batches for the store's commit; what is in memory is one batch and the unit that filled it. */
export class ImportBatch {
  readonly #commit: Store['commit']
  readonly #clock: Pick<Clock, 'now'>
  #units: Unit[] = []
  #size = 0

  constructor(commit: Store['commit'], clock: Pick<Clock, 'now'>) {
    this.#commit = commit
    this.#clock = clock
  }

  async add(unit: Unit): Promise<void> {
    if (this.#size > 0 && this.#size + unit.orders.length > maxBatch) await this.flush()
    this.#units.push(unit)
    this.#size += unit.orders.length
  }

  /** Commits what waits; rejects with what the store threw, and then nothing of it was written. */
  async flush(): Promise<void> {
    const units = this.#units
    this.#units = []
    this.#size = 0
    if (units.length === 0) return
    const at = this.#clock.now()
    const batch = units.flatMap(({ orders }) => orders.map((order) => submission(order, at)))
    const { settled, appended } = await this.#commit(batch)
    const fresh = new Set(appended.map(({ entry }) => entry.id))
    const refused = new Set(
      batch.filter((_, index) => settled[index]?.kind !== 'done').map(({ command }) => command.id),
    )
    for (const { orders, main, settle } of units) {
      const others = orders.filter(({ id }) => id !== main)
      const lost = others.filter(({ id }) => refused.has(id)).length
      if (refused.has(main)) settle({ main: 'refused', lost })
      else settle({ main: fresh.has(main) ? 'imported' : 'already-imported', lost })
    }
  }
}

/** The id stands for the payload: what an export says of a record later on never turns a resend into another command. */
function submission({ id, by, body }: Order, at: number): Submission {
  // Pairing an id with any of the bodies is what both unions of commands allow.
  const command = { id, body } as Submission['command']
  return { by, at, digest: id, command }
}
