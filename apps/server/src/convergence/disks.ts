import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lineage } from '@parley/protocol'
import { createMemoryStore } from '../store/memory-store.ts'
import type { Store, Submission } from '../store/port.ts'
import { openDatabase } from '../store/sqlite/database.ts'
import { createSqliteStore } from '../store/sqlite/sqlite-store.ts'

/** What outlives a server. Copied and put back only while no store is open on it. */
export type Disk = {
  open(): Store
  copy(): void
  /** What was copied, as another lineage. `batches`: those that were durable then. */
  restore(batches: readonly (readonly Submission[])[]): Promise<void>
}

export function createMemoryDisk(newLineage: () => Lineage): Disk {
  let store = createMemoryStore(newLineage())
  return {
    open: () => store,
    copy() {},
    async restore(batches) {
      store = createMemoryStore(newLineage())
      // Deciding is pure: the same batches come to the same tables.
      for (const batch of batches) await store.commit(batch)
    },
  }
}

export function createSqliteDisk(folder: string, newLineage: () => Lineage): Disk {
  const file = join(folder, 'server.sqlite')
  const copy = join(folder, 'copy.sqlite')
  return {
    open: () => createSqliteStore({ file, newLineage }),
    // Whole: closing took over what stood in the write-ahead log.
    copy: () => copyFileSync(file, copy),
    async restore() {
      copyFileSync(copy, file)
      const { sqlite } = openDatabase(file, newLineage)
      sqlite.prepare(`UPDATE meta SET value = ? WHERE key = 'lineage'`).run(newLineage())
      sqlite.close()
    },
  }
}
