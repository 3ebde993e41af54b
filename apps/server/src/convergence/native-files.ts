import type { EngineStore, MemoryFiles, StoreStep } from '@parley/engine'
import { openNative } from '@parley/store/native'

type Step = (at: StoreStep['at']) => void

/** A person's two files as the desktop app keeps them, in the shape that peers open: with steps at which they may die. */
export function createNativeFiles(dir: string, key: string): MemoryFiles & { close(): void } {
  let current: EngineStore | null = null
  const close = () => {
    current?.cache.close()
    current?.outbox.close()
    current = null
  }
  const reopened = (person: Parameters<MemoryFiles['open']>[0]): EngineStore => {
    close()
    const opened = openNative({ dir, key, person })
    if (opened.kind !== 'open') throw new Error(`the files are ${opened.kind}`)
    current = opened.store
    return opened.store
  }
  const latest = () => {
    if (!current) throw new Error('nothing is open')
    return current
  }
  return {
    close,
    peek: () => ({
      cache: {
        tx: (fn) => latest().cache.tx(fn),
        freeBytes: () => latest().cache.freeBytes(),
        reset: (meta) => latest().cache.reset(meta),
        close() {},
      },
      outbox: { tx: (fn) => latest().outbox.tx(fn), close() {} },
    }),
    open(person, onStep = () => {}) {
      const store = reopened(person)
      return {
        cache: {
          ...store.cache,
          tx: withSteps(store.cache, (at) => onStep({ file: 'cache', at })),
        },
        outbox: {
          ...store.outbox,
          tx: withSteps(store.outbox, (at) => onStep({ file: 'outbox', at })),
        },
      }
    },
  }
}

/** A file's transactions, told of at their start, and before and after their commit. */
function withSteps<Tx>(
  file: { tx<T>(fn: (tx: Tx) => T): T },
  step: Step,
): <T>(fn: (tx: Tx) => T) => T {
  return (fn) => {
    step('begin')
    const result = file.tx((tx) => {
      const done = fn(tx)
      step('before-commit')
      return done
    })
    step('after-commit')
    return result
  }
}
