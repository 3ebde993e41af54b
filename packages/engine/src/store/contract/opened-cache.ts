import { afterEach, beforeEach } from 'vitest'
import type { CacheTx, EngineStore, Sync } from '../port.ts'
import { alice, type Place } from './subjects.ts'

/** A fresh place for each test of the suite that calls this, open for alice. */
export function openedCache(make: () => Place | Promise<Place>): {
  store(): EngineStore
  tx<T>(fn: (tx: CacheTx) => Sync<T>): Sync<T>
  reopen(): Promise<void>
} {
  let place: Place
  let store: EngineStore
  const close = () => {
    store.cache.close()
    store.outbox.close()
  }
  beforeEach(async () => {
    place = await make()
    store = await place.open(alice.id)
  })
  afterEach(async () => {
    close()
    await place.remove()
  })
  return {
    store: () => store,
    tx: (fn) => store.cache.tx(fn),
    async reopen() {
      close()
      store = await place.open(alice.id)
    },
  }
}
