import { expect, test } from 'vitest'
import { alternate } from './alternate.ts'

test('ours and the floor take turns, the first round does not count', async () => {
  const calls: string[] = []
  const side = (name: string) => async () => calls.push(name)
  const runs = await alternate(2, { ours: side('ours'), floor: side('floor') })
  expect(calls).toEqual(['floor', 'ours', 'ours', 'floor', 'floor', 'ours'])
  expect(runs).toEqual({ ours: [3, 6], floor: [4, 5] })
})
