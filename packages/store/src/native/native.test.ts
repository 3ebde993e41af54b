import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StorageFull } from '@parley/engine'
import { storeContract } from '@parley/engine/contract'
import { alice, message, room, roomId } from '@parley/engine/contract/subjects'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openCache } from '../cache/cache.ts'
import { migrations } from '../migrations/index.ts'
import { migrate } from '../migrations/migrate.ts'
import { driverOf } from './files.ts'
import { openNative } from './index.ts'

storeContract('native', () => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-store-'))
  return {
    open(person) {
      const opened = openNative({ dir, key: 'k', person })
      if (opened.kind !== 'open') throw new Error(opened.kind)
      return opened.store
    },
    remove: () => rmSync(dir, { recursive: true }),
  }
})

test('[E28] a full disk is told as such, and what was dropped makes room without one', () => {
  const db = new Database(':memory:')
  const driver = driverOf(db)
  migrate(driver, migrations.cache)
  const cache = openCache(driver, () => {})
  cache.reset({ person: alice.id, lineage: null, personalCursor: 0, profile: null })
  db.pragma('max_page_count = 100')
  const here = roomId(1)
  const long = (seq: number) => message(seq, { text: 'x'.repeat(3_000) })
  const put = (seq: number) => cache.tx((tx) => tx.putItems(here, [long(seq)]))
  cache.tx((tx) => tx.putRoom(room(1)))
  let seq = 1
  const fill = () => {
    for (; ; seq += 1) put(seq)
  }
  expect(fill).toThrow(StorageFull)
  expect(cache.tx((tx) => tx.itemsForward(here, 0, 999))).toHaveLength(seq - 1)
  cache.tx((tx) => tx.dropItems(here, 20))
  expect(cache.freeBytes()).toBeGreaterThan(10 * 3_000)
  put(seq)
  cache.close()
})
