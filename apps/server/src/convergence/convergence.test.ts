import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyPlan, anyPlanWithRestore, type Plan } from './plan.ts'
import { play } from './play.ts'
import { firstSeed, seedsOf } from './seeds.ts'
import { expectTruths } from './truths.ts'

const inMemory = async (plan: Plan) => expectTruths(await play(plan, { serverFolder: null }))

for (const [title, anyOf, share] of [
  ['under cuts, losses, repeats and crashes of either side all converge', anyPlan, 0.7],
  ['they converge too when the server goes back to a copy of itself', anyPlanWithRestore, 0.2],
] as const) {
  test(`[L6] [L10] [K3] [K5] [K7] [X3] ${title}`, { timeout: 900_000 }, async () => {
    const seeds = seedsOf(share)
    for (const seed of seeds)
      await fc.assert(fc.asyncProperty(anyOf, inMemory), { seed, numRuns: 1 })
    expect(seeds[0]).toBe(firstSeed)
  })
}
