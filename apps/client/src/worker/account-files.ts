import type { EngineStore } from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import type { OpenedWasm } from '@parley/store/wasm'

/** How long the handles of a Worker that just ended may still be held, in milliseconds. */
const letGoMs = 2_500
const againMs = 50

export type AccountFiles =
  | {
      kind: 'open'
      store: EngineStore
      durable: boolean
      release(left: 'keep' | 'discard'): Promise<void>
    }
  | { kind: 'elsewhere' }
  | { kind: 'newer' }

/**
 * Opens the account's files. Where the browser keeps none, the store is in memory and `durable` is false: then nothing is called
 * queued. Files that are held, although this tab has the lock, belong to a Worker that is just ending: it asks again for a while.
 */
export async function openAccountFiles(deps: {
  key: string
  person: PersonId
  open(options: { key: string; person: PersonId; onDamage(): void }): Promise<OpenedWasm>
  /** The cache turned out damaged: opening it again mends it. */
  onDamage(): void
  inMemory(person: PersonId): EngineStore
  pause(ms: number): Promise<void>
}): Promise<AccountFiles> {
  const { key, person, onDamage } = deps
  for (let waited = 0; waited <= letGoMs; waited += againMs) {
    const opened = await deps.open({ key, person, onDamage })
    if (opened.kind === 'open')
      return { kind: 'open', store: opened.store, durable: true, release: opened.release }
    if (opened.kind === 'newer') return { kind: 'newer' }
    if (opened.kind === 'unavailable')
      return { kind: 'open', store: deps.inMemory(person), durable: false, async release() {} }
    await deps.pause(againMs)
  }
  return { kind: 'elsewhere' }
}
