import type { Clock } from '../ports.ts'

/** A clock that moves only by hand, and runs what falls due on the way, in order. */
export type HandClock = Clock & {
  /** Moves `ms` on; promises that settle on the way are followed up before the next timer runs. */
  advance(ms: number): Promise<void>
  /** Advances in steps until `holds`, at most `withinMs`; false when it never held. */
  advanceUntil(holds: () => boolean, withinMs?: number): Promise<boolean>
}

/** Turns of the microtask queue that one hand-over from a promise to its followers may take. */
const turns = 6

export function createHandClock(start = 1_800_000_000_000): HandClock {
  let now = start
  let order = 0
  const timers = new Map<number, { at: number; run: () => void }>()

  const settle = async () => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  }
  const earliest = () => {
    let found: number | null = null
    let at = Number.POSITIVE_INFINITY
    for (const [id, timer] of timers)
      if (timer.at < at) {
        at = timer.at
        found = id
      }
    return found
  }
  const advance = async (ms: number) => {
    const target = now + ms
    await settle()
    for (;;) {
      const id = earliest()
      const timer = id === null ? undefined : timers.get(id)
      if (id === null || !timer || timer.at > target) break
      timers.delete(id)
      now = Math.max(now, timer.at)
      timer.run()
      await settle()
    }
    now = target
  }
  return {
    now: () => now,
    setTimer(ms, run) {
      const id = ++order
      timers.set(id, { at: now + Math.max(0, ms), run })
      return () => timers.delete(id)
    },
    advance,
    async advanceUntil(holds, withinMs = 120_000) {
      const end = now + withinMs
      await settle()
      while (!holds()) {
        if (now >= end) return false
        await advance(20)
      }
      return true
    },
  }
}
