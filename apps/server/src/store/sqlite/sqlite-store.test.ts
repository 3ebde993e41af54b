import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test, vi } from 'vitest'
import { storeContract } from '../contract.ts'
import { lineage } from '../contract/bodies.ts'
import { World } from '../contract/world.ts'
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

test('[L2] a COMMIT that fails after the fact is taken for done, and who kept the reads reads on', async () => {
  const store = createSqliteStore({ file: join(folder, 'failed.db'), newLineage: () => lineage })
  stores.add(store)
  const { read } = store
  const world = new World(store)
  const alice = await world.person('alice')
  const room = await world.room('group', alice)
  const { exec } = Database.prototype
  const failing = vi.spyOn(Database.prototype, 'exec').mockImplementation(function (
    this: Database.Database,
    sql,
  ) {
    exec.call(this, sql)
    if (sql === 'COMMIT') throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR')
    return this
  })
  const { seq } = await world.post(alice, room, 'kept').finally(() => failing.mockRestore())
  expect(read.head(room)?.seq).toBe(seq)
  expect(read.items(room, seq, 'back', 1).texts).toHaveLength(1)
})
