const firstMs = 500
const capMs = 30_000

/** Full jitter: anything up to a bound that doubles with each try, so that clients of a restarted server do not come at once. */
export function backOffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(capMs, firstMs * 2 ** Math.min(attempt, 16)))
}
