import type { Instant, PersonId } from '@parley/protocol'
import { RateBucket } from './rate-bucket.ts'

/** One bucket a person, over all their sockets, or a key of another kind; kept until it is full again, when it says nothing any more. */
export class PersonRates<Key extends string = PersonId> {
  readonly #buckets = new Map<Key, RateBucket>()
  readonly #rate: { burst: number; perSecond: number }

  constructor(rate: { burst: number; perSecond: number }) {
    this.#rate = rate
  }

  /** 0 when there was one left, which is taken; else the milliseconds until there is. */
  take(person: Key, now: Instant): number {
    for (const [known, bucket] of this.#buckets) {
      if (bucket.isFull(now)) this.#buckets.delete(known)
    }
    const bucket = this.#buckets.get(person) ?? new RateBucket(this.#rate)
    this.#buckets.set(person, bucket)
    return bucket.take(now)
  }
}
