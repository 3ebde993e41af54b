/** The first seed, and how many over all tests: each is one run, the same every time. */
export const firstSeed = Number(process.env['PARLEY_SEED'] ?? 1)
const all = Number(process.env['PARLEY_SEEDS'] ?? 1_000)

/** A test's share of the seeds, at least one. */
export function seedsOf(share: number): number[] {
  return Array.from({ length: Math.max(1, Math.round(all * share)) }, (_, n) => firstSeed + n)
}
