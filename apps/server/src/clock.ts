import type { Instant } from '@parley/protocol'

/** The time of day, handed in: only `main.ts` and tests' hand clocks decide what it says. */
export type Clock = {
  now(): Instant
  /** Calls `run` every `ms` until the returned undo is called. */
  every(ms: number, run: () => void): () => void
  /** Calls `run` once after `ms`, unless the returned undo is called first. */
  after(ms: number, run: () => void): () => void
}

/** The machine's own clock. Its timers never keep the process alive. */
export const machineClock: Clock = {
  now: () => Date.now(),
  every(ms, run) {
    const timer = setInterval(run, ms)
    timer.unref()
    return () => clearInterval(timer)
  },
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
