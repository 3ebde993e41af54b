import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drive } from './drive.ts'
import { anyPlan, anyPlanWithRestore, type Plan } from './plan.ts'
import { expectEnded, expectFresh, expectOffered, expectOrder } from './truths.ts'

// The number of runs is a matter of patience, not of the product: more of them in a nightly run.
declare const process: { env: Record<string, string | undefined> }
const runs = Number(process.env['PARLEY_RUNS'] ?? 200)
const seed = Number(process.env['PARLEY_SEED'] ?? 1)

async function check(plan: Plan): Promise<void> {
  const outcome = await drive(plan)
  for (const peer of outcome.peers) expectFresh(outcome.world, peer)
  expectEnded(outcome)
  expectOrder(outcome)
  expectOffered(outcome)
  for (const peer of outcome.peers) peer.stop()
}

test(
  `[L6] [L10] [K3] [K5] [K7] under cuts, losses, repeats, crashes and restarts all converge (seed ${seed})`,
  { timeout: 600_000 },
  async () => {
    await fc.assert(fc.asyncProperty(anyPlan, check), { numRuns: runs, seed })
    expect(runs).toBeGreaterThan(0)
  },
)

test(
  `[L7] they converge too when the server goes back to a copy of itself (seed ${seed})`,
  { timeout: 600_000 },
  async () => {
    const numRuns = Math.ceil(runs / 4)
    await fc.assert(fc.asyncProperty(anyPlanWithRestore, check), { numRuns, seed })
    expect(numRuns).toBeGreaterThan(0)
  },
)
