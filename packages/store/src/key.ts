import type { PersonId } from '@parley/protocol'

/** The name of one person's files for one server: 32 hex digits, telling nothing of either. */
export async function storeKey(serverOrigin: string, person: PersonId): Promise<string> {
  const bytes = new TextEncoder().encode(`${serverOrigin}\n${person}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Throws on anything that could leave the folder the files belong in. */
export function checkKey(key: string): string {
  if (!/^[a-z0-9]{1,64}$/.test(key)) throw new Error(`not a store key: ${key}`)
  return key
}
