import type { Clock } from '../clock.ts'

type Timer = { due: number; every: number | null; run(): void }

/** A clock that moves only by `advance`, which runs what falls due on the way, in order. */
export function handClock(start = Date.now()): Clock & { advance(ms: number): void } {
  let now = start
  const timers = new Set<Timer>()
  const add = (timer: Timer) => {
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    now: () => now,
    every: (ms, run) => add({ due: now + ms, every: ms, run }),
    after: (ms, run) => add({ due: now + ms, every: null, run }),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = [...timers].sort((a, b) => a.due - b.due).find((timer) => timer.due <= end)
        if (!next) break
        now = next.due
        if (next.every === null) timers.delete(next)
        else next.due += next.every
        next.run()
      }
      now = end
    },
  }
}
