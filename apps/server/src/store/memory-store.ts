import type { Lineage } from '@parley/protocol'
import { decideBatch } from './commit-loop.ts'
import { memoryLoader } from './memory/loader.ts'
import { memoryReads } from './memory/reads.ts'
import { applyChanges, emptyTables } from './memory/tables.ts'
import type { Store } from './port.ts'

/** The store without a disk, for tests: the same decisions and the same reads, gone with the process. */
export function createMemoryStore(lineage: Lineage): Store {
  const tables = emptyTables()
  const load = memoryLoader(tables)
  return {
    lineage,
    async commit(batch) {
      const { changes, committed } = decideBatch(load, batch)
      applyChanges(tables, changes)
      return committed
    },
    read: memoryReads(tables),
    close() {},
  }
}
