import type { Account, Photos } from '@parley/engine'
import type { FileId } from '@parley/protocol'

/** The window, as far as photos need it. `caches` is missing where the page is not secure. */
type Page = Pick<typeof globalThis, 'fetch'> & { readonly caches?: CacheStorage }

const prefix = 'parley-photos '
/** Photos kept; the oldest go first. A small one has some three kilobytes. */
const maxKept = 2_000

/**
 * Photos of the page's own server, kept in a cache that belongs to one person. A photo's file never changes, so what is kept
 * is good for as long as a profile names it.
 */
export function createPhotos(page: Page) {
  const nameOf = ({ server, person }: Account) => `${prefix}${server} ${person}`
  const open = (account: Account) =>
    page.caches?.open(nameOf(account)).catch(() => undefined) ?? Promise.resolve(undefined)

  async function load(account: Account, path: string): Promise<string | null> {
    const cache = await open(account)
    const kept = await cache?.match(path).catch(() => undefined)
    if (kept) return URL.createObjectURL(await kept.blob())
    const answer = await page.fetch(path).catch(() => null)
    if (!answer?.ok) return null
    const blob = await answer.blob()
    if (cache) await keep(cache, path, blob)
    return URL.createObjectURL(blob)
  }

  /** A full disk costs a photo its place, nothing else. */
  async function keep(cache: Cache, path: string, photo: Blob): Promise<void> {
    try {
      await cache.put(path, new Response(photo))
      const keys = await cache.keys()
      for (const key of keys.slice(0, Math.max(0, keys.length - maxKept))) await cache.delete(key)
    } catch {
      return
    }
  }

  return {
    address: ((account: Account, file: FileId, size) =>
      load(
        account,
        `/api/v1/files/${file}${size === 'small' ? '?size=small' : ''}`,
      )) satisfies Photos['address'],
    /** Everyone's who was ever signed in here. */
    async forget(): Promise<void> {
      const names = (await page.caches?.keys()) ?? []
      for (const name of names) if (name.startsWith(prefix)) await page.caches?.delete(name)
    },
  }
}
