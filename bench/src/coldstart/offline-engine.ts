import { createEngine, type Difference, type EngineApi } from '@parley/engine'
import { openNative } from '@parley/store/native'
import type { PersonId } from '@parley/protocol'

/** An engine over the files in `dir` that no server answers, and what it last sent for each subscription. */
export function openOffline(
  dir: string,
  person: PersonId,
): { api: EngineApi; shown: ReadonlyMap<number, Difference> } {
  const opened = openNative({ dir, key: 'k', person })
  if (opened.kind !== 'open') throw new Error(`the cache is ${opened.kind}`)
  const shown = new Map<number, Difference>()
  const { api } = createEngine({
    me: {
      id: person,
      handle: 'me',
      name: 'Me',
      kind: 'person',
      timeZone: null,
      photo: null,
      status: null,
    },
    store: opened.store,
    durable: true,
    transport: { open: () => ({ send() {}, close() {} }) },
    clock: { now: () => Date.now(), setTimer: () => () => {} },
    chance: { id: () => '', random: () => 0 },
    credentials: {
      token: () => Promise.reject(new Error('offline')),
      renew: () => Promise.reject(new Error('offline')),
    },
    storageEstimate: () => Promise.resolve(null),
    onDifference: (id, difference) => void shown.set(id, difference),
    onFault(error) {
      throw error
    },
  })
  return { api, shown }
}
