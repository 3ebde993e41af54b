import { storeContract } from '@parley/engine/contract'
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { expect, test } from 'vitest'
import type { Driver } from '../driver.ts'
import { openStore, type Files } from '../open.ts'
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

test('where there is no private file system, the answer says so', async () => {
  const person = '00000000-0000-7000-8000-000000000001' as Parameters<typeof openWasm>[0]['person']
  expect(await openWasm({ key: 'k', person })).toMatchObject({ kind: 'unavailable' })
})
