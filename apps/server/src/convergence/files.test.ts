import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNativeFiles } from './native-files.ts'
import { anyPlan, anyPlanWithRestore, type Plan } from './plan.ts'
import { play } from './play.ts'
import { firstSeed, seedsOf } from './seeds.ts'
import { expectTruths } from './truths.ts'

/** A server over SQLite; `native`: engines over SQLite, too. Everything is closed and gone afterwards. */
const onDisk = (native: boolean) => async (plan: Plan) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-convergence-'))
  const opened = new Set<ReturnType<typeof createNativeFiles>>()
  const files = (n: number) => {
    const dir = join(folder, `engine-${n}`)
    mkdirSync(dir)
    const made = createNativeFiles(dir, 'files')
    opened.add(made)
    return made
  }
  try {
    const played = await play(plan, { serverFolder: folder, ...(native ? { files } : {}) })
    await expectTruths(played)
    played.scene.server.crash()
  } finally {
    for (const each of opened) each.close()
    rmSync(folder, { recursive: true })
  }
}

for (const [title, anyOf, native, share] of [
  [
    'a server over SQLite and its engines converge under crashes of either side',
    anyPlan,
    false,
    0.04,
  ],
  ['engines over SQLite converge with it', anyPlan, true, 0.04],
  ['they do when it goes back to a copy', anyPlanWithRestore, true, 0.02],
] as const) {
  test(`[L2] [L7] [K7] ${title}`, { timeout: 900_000 }, async () => {
    const seeds = seedsOf(share)
    for (const seed of seeds)
      await fc.assert(fc.asyncProperty(anyOf, onDisk(native)), { seed, numRuns: 1 })
    expect(seeds[0]).toBe(firstSeed)
  })
}
