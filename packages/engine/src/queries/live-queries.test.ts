import { expect, test } from 'vitest'
import { createHandClock } from '../testing/hand-clock.ts'
import { createLiveQueries } from './live-queries.ts'

test('a change after a quiet while is sent at once, further ones with the next frame', async () => {
  const clock = createHandClock()
  const sent: unknown[] = []
  let value = 0
  const queries = createLiveQueries({
    clock,
    run: () => ({ result: { value }, keys: ['status'] }),
    onDifference: (_, { rest }) => sent.push(rest?.['value']),
    onNeeds: () => {},
  })
  const change = () => {
    value += 1
    queries.touch('status')
  }
  queries.subscribe(1, { name: 'status', args: {} })
  change()
  change()
  expect(sent).toEqual([0])
  await clock.advance(0)
  expect(sent).toEqual([0, 2])
  change()
  change()
  await clock.advance(15)
  expect(sent).toEqual([0, 2])
  await clock.advance(1)
  expect(sent).toEqual([0, 2, 4])
})
