import { StorageFull } from '@parley/engine'
import { storeContract } from '@parley/engine/contract'
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { expect, test } from 'vitest'
import type { Driver } from '../driver.ts'
import { openStore, type Files } from '../open.ts'
import { openSession } from '../session.ts'
import { opened } from './files.ts'
import { openWasm } from './index.ts'

const sqlite = await sqlite3InitModule()

/** Node has no private file system: these files stay open in memory, and closing one only ends its use. */
function memoryFiles(): Files {
  const drivers = new Map<string, Driver>()
  return {
    numbers: (role) => (drivers.has(`${role}-1`) ? [1] : []),
    open(role, number, how) {
      const name = `${role}-${number}`
      const driver = drivers.get(name) ?? opened(sqlite, new sqlite.oo1.DB(':memory:'), role, how)
      drivers.set(name, driver)
      return { ...driver, close() {} }
    },
    remove() {},
  }
}

storeContract('wasm in memory', () => {
  const files = memoryFiles()
  return {
    open(person) {
      const store = openStore(files, { person })
      if (store.kind !== 'open') throw new Error(store.kind)
      return store.store
    },
    remove() {},
  }
})

test('[E28] a write that the browser grants no room for is told as such', () => {
  const db = new sqlite.oo1.DB(':memory:')
  const session = openSession(opened(sqlite, db, 'cache', 'whole'), () => {})
  session.tx(() => void db.exec('create table t (x)'))
  db.exec('pragma max_page_count = 20')
  const fill = () => session.tx(() => void db.exec('insert into t values (zeroblob(1000000))'))
  expect(fill).toThrow(StorageFull)
  // What the pool says when the quota is used up.
  const quota = Object.assign(new Error('disk I/O error'), { resultCode: 10 })
  const failing = () =>
    session.tx(() => {
      throw quota
    })
  expect(failing).toThrow(StorageFull)
  expect(session.tx(() => db.selectValue('select count(*) from t'))).toBe(0)
})

test('where there is no private file system, the answer says so', async () => {
  const person = '00000000-0000-7000-8000-000000000001' as Parameters<typeof openWasm>[0]['person']
  expect(await openWasm({ key: 'k', person })).toMatchObject({ kind: 'unavailable' })
})
