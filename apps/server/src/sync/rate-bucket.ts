import type { Instant } from '@parley/protocol'

/** Lets `burst` through at once and `perSecond` after that. */
export class RateBucket {
  #left: number
  #at: Instant | null = null
  readonly #burst: number
  readonly #perSecond: number

  constructor(rate: { burst: number; perSecond: number }) {
    this.#burst = rate.burst
    this.#left = rate.burst
    this.#perSecond = rate.perSecond
  }

  /** 0 when there were `count` left, which are taken; else the milliseconds until there are. `count` fits the burst. */
  take(now: Instant, count = 1): number {
    this.#refill(now)
    if (this.#left < count) return Math.ceil(((count - this.#left) * 1000) / this.#perSecond)
    this.#left -= count
    return 0
  }

  /** True when a new bucket would let just as much through. */
  isFull(now: Instant): boolean {
    this.#refill(now)
    return this.#left === this.#burst
  }

  #refill(now: Instant): void {
    const passedMs = Math.max(0, now - (this.#at ?? now))
    this.#at = now
    this.#left = Math.min(this.#burst, this.#left + (passedMs * this.#perSecond) / 1000)
  }
}
