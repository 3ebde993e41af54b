import type { Account, Photos } from '@parley/engine'
import type { FileId, Person } from '@parley/protocol'
import type { FaceSize, Faces } from '../ui/faces.ts'

export type KnownFaces = Faces & {
  /** Who has which photo now. */
  know(people: readonly Pick<Person, 'id' | 'photo'>[]): void
  /** Asks again for what could not be had, as when the server is back. */
  retry(): void
}

/** Faces of the people of one account, each fetched once when something that shows it is drawn. */
export function createFaces(photos: Photos | null, account: Account): KnownFaces {
  const files = new Map<string, FileId>()
  /** By file and size: its address, or null while it is on its way or not to be had. */
  const addresses = new Map<string, string | null>()
  const hearers = new Set<() => void>()
  const tell = () => hearers.forEach((hear) => hear())

  async function bring(key: string, file: FileId, size: FaceSize): Promise<void> {
    addresses.set(key, null)
    const address = await photos?.address(account, file, size).catch(() => null)
    if (!address) return
    addresses.set(key, address)
    tell()
  }

  return {
    subscribe(hear) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    of(id, size) {
      const file = files.get(id)
      if (file === undefined) return undefined
      const key = `${file} ${size}`
      if (!addresses.has(key)) void bring(key, file, size)
      return addresses.get(key) ?? undefined
    },
    know(people) {
      let changed = false
      for (const { id, photo } of people) {
        if ((files.get(id) ?? null) === photo) continue
        changed = true
        if (photo === null) files.delete(id)
        else files.set(id, photo)
      }
      if (changed) tell()
    },
    retry() {
      for (const [key, address] of addresses) if (address === null) addresses.delete(key)
      tell()
    },
  }
}
