const firstMs = 5_000
const longestMs = 60 * 60 * 1000

/** How long to wait before due work is tried again that failed `attempts` times before: 5 s, doubling up to an hour. */
export function backOffMs(attempts: number): number {
  return Math.min(firstMs * 2 ** Math.min(attempts, 20), longestMs)
}
