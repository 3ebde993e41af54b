import type { PersonId } from '@parley/protocol'
import { z } from 'zod'
import type { JsonFile } from '../json-file.ts'

/** The system's key store. `usable` is false where it would only hide a secret in plain sight. Both may throw. */
export type KeyStore = {
  usable(): boolean
  /** In base64. */
  encrypt(text: string): string
  decrypt(encrypted: string): string
}

export const vaultSchema = z.record(z.string(), z.base64())
export type VaultContent = z.infer<typeof vaultSchema>

/** How a token is held: `kept` over restarts, or until the app ends. */
export type Keeping = 'kept' | 'until-quit'

/**
 * Bearer tokens by server and person. Invariant: a token reaches the disk encrypted by the system's key store or not at all.
 */
export type TokenVault = {
  put(server: string, person: PersonId, token: string): Keeping
  get(server: string, person: PersonId): string | null
  drop(server: string, person: PersonId): void
  /** Takes the token from the person and holds it, as it is held, until the server was told that its session is over. */
  owe(server: string, person: PersonId): void
  owed(): Owed[]
  settle(owed: Owed): void
}

/** A sign-out that the server has not heard of. */
export type Owed = { key: string; server: string; token: string }
/** No server's address begins so. */
const owedMark = 'owed '

export function openTokenVault(file: JsonFile<VaultContent>, keys: KeyStore): TokenVault {
  const memory = new Map<string, string>()
  const keyOf = (server: string, person: PersonId) => `${server} ${person}`

  function dropFrom(content: VaultContent, key: string): void {
    if (!(key in content)) return
    const { [key]: _dropped, ...rest } = content
    file.write(rest)
  }

  function read(key: string): string | null {
    const held = memory.get(key)
    if (held !== undefined) return held
    const encrypted = file.read()[key]
    if (encrypted === undefined) return null
    // A key store that was reset cannot read it any more: the person signs in again.
    return attempt(() => (keys.usable() ? keys.decrypt(encrypted) : null))
  }
  function forget(key: string): void {
    memory.delete(key)
    dropFrom(file.read(), key)
  }
  const owedKey = (n: number, server: string) => `${owedMark}${n} ${server}`

  return {
    put(server, person, token) {
      const key = keyOf(server, person)
      memory.set(key, token)
      const encrypted = attempt(() => (keys.usable() ? keys.encrypt(token) : null))
      if (encrypted === null) {
        // An older one that can still be read must not outlive this sign-in.
        dropFrom(file.read(), key)
        return 'until-quit'
      }
      file.write({ ...file.read(), [key]: encrypted })
      return 'kept'
    },
    get: (server, person) => read(keyOf(server, person)),
    drop: (server, person) => forget(keyOf(server, person)),
    owe(server, person) {
      const key = keyOf(server, person)
      const taken = new Set([...memory.keys(), ...Object.keys(file.read())])
      let n = 1
      while (taken.has(owedKey(n, server))) n += 1
      const held = memory.get(key)
      if (held !== undefined) memory.set(owedKey(n, server), held)
      const { [key]: encrypted, ...rest } = file.read()
      // Away from the person and owed in one write.
      if (encrypted !== undefined) file.write({ ...rest, [owedKey(n, server)]: encrypted })
      memory.delete(key)
    },
    owed() {
      const keys = new Set([...memory.keys(), ...Object.keys(file.read())])
      return [...keys]
        .filter((key) => key.startsWith(owedMark))
        .flatMap((key) => {
          const token = read(key)
          // One that cannot be read any more cannot be told either: its session ends by its age.
          if (token === null) return []
          return [{ key, server: key.split(' ')[2] ?? '', token }]
        })
    },
    settle: ({ key }) => forget(key),
  }
}

function attempt<T>(run: () => T | null): T | null {
  try {
    return run()
  } catch {
    return null
  }
}
