import { readdirSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Chance, type Clock, createEngine } from '@parley/engine'
import { openNative, storeKey } from '@parley/store/native'
import type { OpenAccount } from './host.ts'
import { serveEngine } from './serve-engine.ts'
import { type SocketClass, socketTransport } from './socket-transport.ts'

export type EngineSurroundings = {
  Socket: SocketClass
  clock: Clock
  chance: Chance
  onFault(error: unknown): void
  /** A cache turned out damaged: it is mended by opening the account anew. */
  onDamage(): void
}

/** Opens the files of an account on this machine and runs its engine against its server. */
export function accountOpener({ Socket, onDamage, ...rest }: EngineSurroundings): OpenAccount {
  return async ({ account, token, dir }, wire) => {
    const { server, person, handle, name } = account
    const key = await storeKey(server, person)
    const opened = openNative({ dir, key, person, onDamage })
    if (opened.kind === 'locked') return { opening: { kind: 'elsewhere' }, engine: null }
    if (opened.kind === 'newer') return { opening: { kind: 'newer' }, engine: null }
    const engine = serveEngine(wire, (events) => {
      const { api, start } = createEngine({
        ...rest,
        me: { id: person, handle, name, kind: 'person', timeZone: null, photo: null, status: null },
        store: opened.store,
        durable: true,
        transport: socketTransport(server, Socket),
        // A bearer is the same for as long as its session lives; telling it prolongs that.
        credentials: { token: () => bearer(token), renew: () => bearer(token) },
        storageEstimate: () => diskEstimate(dir),
        onDifference: events.difference,
      })
      start()
      return {
        ...api,
        async close(queue) {
          await api.close(queue)
          if (queue === 'discard') removeFiles(dir, key)
        },
      }
    })
    return { opening: { kind: 'open', durable: true }, engine }
  }
}

/** A new sign-in opens the account anew, so the bearer never changes under an engine. */
async function bearer(token: string | null): Promise<string> {
  if (token === null) throw new Error('signed out')
  return token
}

async function diskEstimate(dir: string) {
  const { bsize, blocks, bavail } = await statfs(dir)
  return { usageBytes: (blocks - bavail) * bsize, quotaBytes: blocks * bsize }
}

/** Emptied tables keep their text in free pages; whoever leaves a machine for good leaves nothing there, set-aside files included. */
function removeFiles(dir: string, key: string): void {
  for (const file of readdirSync(dir))
    if (file.startsWith(`${key}.`)) rmSync(join(dir, file), { force: true })
}
