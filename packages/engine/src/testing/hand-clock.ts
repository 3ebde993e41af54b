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
  const due = createDueHeap()

  const settle = async () => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  }
  const advance = async (ms: number) => {
    const target = now + ms
    await settle()
    for (let timer = due.take(target); timer; timer = due.take(target)) {
      if (timer.cancelled) continue
      now = Math.max(now, timer.at)
      timer.run()
      await settle()
    }
    now = target
  }
  return {
    now: () => now,
    setTimer(ms, run) {
      order += 1
      const timer = { at: now + Math.max(0, ms), order, run, cancelled: false }
      due.add(timer)
      return () => {
        timer.cancelled = true
      }
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

type Timer = { at: number; order: number; run: () => void; cancelled: boolean }

/** A binary heap: a load test may have a hundred thousand frames under way. */
function createDueHeap() {
  const heap: Timer[] = []
  const isBefore = (one: number, other: number) => {
    const [a, b] = [heap[one], heap[other]]
    return a && b ? a.at < b.at || (a.at === b.at && a.order < b.order) : a !== undefined
  }
  const swap = (one: number, other: number) => {
    const [a, b] = [heap[one], heap[other]]
    if (a && b) [heap[one], heap[other]] = [b, a]
  }
  return {
    add(timer: Timer) {
      let at = heap.push(timer) - 1
      for (let up = (at - 1) >> 1; at > 0 && isBefore(at, up); up = (at - 1) >> 1) {
        swap(at, up)
        at = up
      }
    },
    /** The earliest, when it is due by `target`. */
    take(target: number): Timer | null {
      const [first] = heap
      if (!first || first.at > target) return null
      swap(0, heap.length - 1)
      heap.pop()
      for (let at = 0; ;) {
        const left = 2 * at + 1
        const child = isBefore(left + 1, left) ? left + 1 : left
        if (!isBefore(child, at)) return first
        swap(child, at)
        at = child
      }
    },
  }
}
