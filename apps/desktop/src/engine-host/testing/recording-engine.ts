import type { EngineApi } from '@parley/engine'

/** An engine that does nothing and remembers what it was asked. */
export function recordingEngine(calls: [keyof EngineApi, ...unknown[]][]): EngineApi {
  const note =
    <M extends keyof EngineApi, R>(method: M, answer: R) =>
    (...args: unknown[]): Promise<R> => {
      calls.push([method, ...args])
      return Promise.resolve(answer)
    }
  return {
    subscribe: note('subscribe', undefined),
    unsubscribe: note('unsubscribe', undefined),
    enqueue: note('enqueue', { stored: true }),
    retry: note('retry', undefined),
    discard: note('discard', true),
    rewrite: note('rewrite', true),
    saveDraft: note('saveDraft', undefined),
    look: note('look', undefined),
    typing: note('typing', undefined),
    active: note('active', undefined),
    locate: note('locate', 7),
    versions: note('versions', { versions: [], next: null }),
    findPerson: note('findPerson', { person: null }),
    connectNow: note('connectNow', undefined),
    close: note('close', undefined),
  }
}
