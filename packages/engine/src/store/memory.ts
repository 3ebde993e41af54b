import type { PersonId } from '@parley/protocol'
import { openMemoryCache, emptyCache } from './memory-cache.ts'
import { openMemoryOutbox, emptyOutbox } from './memory-outbox.ts'
import type { EngineStore } from './port.ts'

/** A place in a store where a test may let the process die, by throwing: a transaction's start, before or after its commit. */
export type StoreStep = {
  file: 'cache' | 'outbox'
  at: 'begin' | 'before-commit' | 'after-commit'
}

/**
 * A person's two files in memory. They outlive the stores opened on them, as files outlive a process: `open` again after a
 * crash finds what was committed, and whoever held the former store can write no more.
 */
export type MemoryFiles = {
  open(person: PersonId, onStep?: (step: StoreStep) => void): EngineStore
  /** Beside whoever has them open, for a test to look into. */
  peek(person: PersonId): EngineStore
}

/** Both files in memory: for tests, and for browsers that store nothing. */
export function createMemoryFiles(): MemoryFiles {
  const cache = emptyCache()
  const outbox = emptyOutbox()
  let generation = 0
  const unguarded = { step() {}, check() {}, close() {}, isBusy: false }
  return {
    peek: (person) => ({
      cache: openMemoryCache(cache, { person, ...unguarded }),
      outbox: openMemoryOutbox(outbox, unguarded),
    }),
    open(person, onStep = () => {}) {
      const mine = ++generation
      const guard = (file: StoreStep['file']) => ({
        step: (at: StoreStep['at']) => onStep({ file, at }),
        check: () => {
          if (generation !== mine) throw new Error('this store was closed')
        },
        isBusy: false,
      })
      const close = () => {
        if (generation === mine) generation += 1
      }
      return {
        cache: openMemoryCache(cache, { person, close, ...guard('cache') }),
        outbox: openMemoryOutbox(outbox, { close, ...guard('outbox') }),
      }
    },
  }
}
