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

  /** 0 when there was one left, which is taken; else the milliseconds until there is. */
  take(now: Instant): number {
    const passedMs = Math.max(0, now - (this.#at ?? now))
    this.#at = now
    this.#left = Math.min(this.#burst, this.#left + (passedMs * this.#perSecond) / 1000)
    if (this.#left < 1) return Math.ceil(((1 - this.#left) * 1000) / this.#perSecond)
    this.#left -= 1
    return 0
  }
}
