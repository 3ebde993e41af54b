import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { storeContract } from '../contract.ts'
import { lineage } from '../contract/bodies.ts'
import type { Store } from '../port.ts'
import { createSqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-store-'))
const stores = new Set<Store>()
let count = 0

afterAll(() => {
  for (const store of stores) store.close()
  rmSync(folder, { recursive: true })
})

storeContract('sqlite', () => {
  count += 1
  const file = join(folder, `${count}.db`)
  const open = () => {
    const store = createSqliteStore({ file, newLineage: () => lineage })
    stores.add(store)
    return store
  }
  return Promise.resolve({ store: open(), reopen: () => Promise.resolve(open()) })
})
