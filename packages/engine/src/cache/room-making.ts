import type { Clock, StorageEstimate } from '../ports.ts'
import type { Eviction } from './eviction.ts'
import type { CacheWriter } from './writer.ts'

/** Below this much room old talk goes, before a write finds none. Of a small quota, its tenth. */
const lowBytes = 64 * 1024 * 1024
const firstLookMs = 30_000
const lookMs = 10 * 60_000
/** A few megabytes of talk. */
const itemsAtOnce = 5_000

/**
 * Keeps room in the cache (DESIGN: oldest ranges go first): looks at the estimate now and then, and answers a write that found
 * none. What is evicted leaves free pages, which count as room: the file does not shrink.
 */
export function createRoomMaking(deps: {
  cache: CacheWriter
  eviction: Eviction
  clock: Clock
  estimate: StorageEstimate
  guarded(run: () => void): void
}): { start(): () => void } {
  const { cache, eviction, clock } = deps
  cache.onFull(() => eviction.evict(itemsAtOnce) > 0)

  const look = async () => {
    const found = await deps.estimate().catch(() => null)
    if (!found) return
    const { usageBytes, quotaBytes } = found
    const left = quotaBytes - usageBytes
    const low = Math.min(lowBytes, quotaBytes / 10)
    deps.guarded(() => {
      while (left + cache.freeBytes() < low) {
        const before = cache.freeBytes()
        // What frees no page would go on without end.
        if (eviction.evict(itemsAtOnce) === 0 || cache.freeBytes() <= before) return
      }
    })
  }
  return {
    start() {
      let cancel = () => {}
      const later = (ms: number) => {
        cancel = clock.setTimer(ms, () => {
          void look()
          later(lookMs)
        })
      }
      later(firstLookMs)
      return () => cancel()
    },
  }
}
