import { expect, test } from 'vitest'
import { found } from './found.ts'
import { play } from './play.ts'
import { expectTruths } from './truths.ts'

test.each(found)('%s: all converge', async (_title, plan) => {
  const played = await play(plan, { serverFolder: null })
  expect(played.acted.size).toBeGreaterThan(0)
  await expectTruths(played)
})
