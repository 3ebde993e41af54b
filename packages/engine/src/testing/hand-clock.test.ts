import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHandClock } from './hand-clock.ts'

test('timers run in order of time, then of being set, and not once cancelled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 9 }), fc.boolean())), async (timers) => {
      const clock = createHandClock(0)
      const ran: number[] = []
      for (const [index, [ms, cancelled]] of timers.entries()) {
        const cancel = clock.setTimer(ms, () => ran.push(index))
        if (cancelled) cancel()
      }
      await clock.advance(9)
      const expected = timers
        .map(([ms, cancelled], index) => ({ ms, cancelled, index }))
        .filter((timer) => !timer.cancelled)
        .toSorted((one, other) => one.ms - other.ms || one.index - other.index)
      expect(ran).toEqual(expected.map(({ index }) => index))
    }),
  )
})
