import type { StoreStep } from './memory.ts'
import type { Sync } from './port.ts'

/** How to take back what a transaction in memory did so far, last step first. */
export type Journal = { undo(step: () => void): void }

export type Guard = {
  /** Hears each step of a transaction, and may throw there. */
  step(at: StoreStep['at']): void
  /** Throws when this store was closed. */
  check(): void
  /** A transaction of this file has begun and not ended. */
  isBusy: boolean
}

/** Runs `fn` all or nothing. What is thrown after the commit leaves it standing, as a crash would. */
export function inMemory<T>(guard: Guard, fn: (journal: Journal) => Sync<T>): Sync<T> {
  guard.check()
  if (guard.isBusy) throw new Error('a transaction inside a transaction')
  guard.step('begin')
  const steps: (() => void)[] = []
  let result: Sync<T>
  try {
    guard.isBusy = true
    result = fn({ undo: (step) => steps.push(step) })
    guard.step('before-commit')
  } catch (error) {
    for (const step of steps.toReversed()) step()
    throw error
  } finally {
    guard.isBusy = false
  }
  guard.step('after-commit')
  return result
}

/** `map.set` that can be taken back. */
export function setIn<K, V>(journal: Journal, map: Map<K, V>, key: K, value: V): void {
  const known = map.has(key)
  const former = map.get(key)
  journal.undo(() => (known ? map.set(key, former as V) : map.delete(key)))
  map.set(key, value)
}

/** `map.delete` that can be taken back. */
export function dropFrom<K, V>(journal: Journal, map: Map<K, V>, key: K): void {
  const former = map.get(key)
  if (former === undefined) return
  journal.undo(() => map.set(key, former))
  map.delete(key)
}
