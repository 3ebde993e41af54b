import type { CommandId } from '@parley/protocol'
import type { Outbox, OutboxRow, OutboxTx, Sync } from '../store/port.ts'

/**
 * The outbox's rows in memory as of the last commit, and the only way to change them. Ends: a row that is done goes, one that
 * is refused stays as `failed` until the person decides (SPEC K7).
 */
export type Queue = {
  /** By `order`. */
  rows(): readonly OutboxRow[]
  get(id: CommandId): OutboxRow | null
  /** One transaction; the rows in memory follow once it has committed. */
  change(change: { put?: readonly OutboxRow[]; drop?: readonly CommandId[] }): void
  /** Rows to put, worked out inside the transaction that gives them their order. */
  append(
    make: (
      nextOrder: number,
      tx: OutboxTx,
    ) => { put: readonly OutboxRow[]; drop: readonly CommandId[] },
  ): void
  /** Anything else in the same file. */
  tx<T>(fn: (tx: OutboxTx) => Sync<T>): Sync<T>
  onChange(hear: () => void): void
}

export function createQueue(outbox: Outbox): Queue {
  const byId = new Map<CommandId, OutboxRow>()
  let sorted: readonly OutboxRow[] | null = null
  const hearers: (() => void)[] = []
  for (const row of outbox.tx((tx) => tx.rows())) byId.set(row.command.id, row)

  const follow = (put: readonly OutboxRow[], drop: readonly CommandId[]) => {
    if (put.length === 0 && drop.length === 0) return
    for (const id of drop) byId.delete(id)
    for (const row of put) byId.set(row.command.id, row)
    sorted = null
    for (const hear of hearers) hear()
  }
  const store = (tx: OutboxTx, put: readonly OutboxRow[], drop: readonly CommandId[]) => {
    for (const id of drop) tx.drop(id)
    for (const row of put) tx.put(row)
  }
  return {
    rows: () => (sorted ??= [...byId.values()].toSorted((one, other) => one.order - other.order)),
    get: (id) => byId.get(id) ?? null,
    change({ put = [], drop = [] }) {
      if (put.length === 0 && drop.length === 0) return
      outbox.tx((tx) => store(tx, put, drop))
      follow(put, drop)
    },
    append(make) {
      const { put, drop } = outbox.tx((tx) => {
        const made = make(tx.nextOrder(), tx)
        store(tx, made.put, made.drop)
        return made
      })
      follow(put, drop)
    },
    tx: (fn) => outbox.tx(fn),
    onChange: (hear) => void hearers.push(hear),
  }
}
