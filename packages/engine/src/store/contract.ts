import { cacheCoverageContract } from './contract/cache-coverage.ts'
import { cacheItemsContract } from './contract/cache-items.ts'
import { cacheRoomsContract } from './contract/cache-rooms.ts'
import { cacheValuesContract } from './contract/cache-values.ts'
import { cacheContract } from './contract/cache.ts'
import { outboxContract } from './contract/outbox.ts'
import type { Place } from './contract/subjects.ts'

export type { Place } from './contract/subjects.ts'

/**
 * The contract suite of the engine's store: call it in a test file with a way to make a fresh, empty place. It registers
 * vitest tests for the cache and the outbox.
 */
export function storeContract(name: string, make: () => Place | Promise<Place>): void {
  cacheContract(name, make)
  cacheRoomsContract(name, make)
  cacheItemsContract(name, make)
  cacheCoverageContract(name, make)
  cacheValuesContract(name, make)
  outboxContract(name, make)
}
