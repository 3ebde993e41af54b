import type { Instant } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import type { DueWork } from '../../decide/due.ts'
import { personIdOf } from './bodies.ts'
import { nothing, World, type OpenStore } from './world.ts'

const forever = Number.MAX_SAFE_INTEGER
const work = (id: string, dueAt: Instant, attempts = 0): DueWork => ({
  id,
  kind: 'greet',
  dueAt,
  payload: { to: 'Bob — “שלום”', times: [1, null] },
  attempts,
})

export function dueContract(open: OpenStore): void {
  const start = async () => {
    const { store, reopen } = await open()
    const world = new World(store)
    const by = personIdOf(1)
    const put = (each: DueWork) => world.send(by, { kind: 'due.put', work: each })
    const settle = (of: DueWork, againAt: Instant | null) =>
      world.send(by, { kind: 'due.settle', work: of, againAt })
    return { world, reopen, by, put, settle }
  }

  describe('due work', () => {
    test('comes back whole, the earliest first, up to a time and a number', async () => {
      const { world, put } = await start()
      for (const each of [work('c', 30), work('b', 10), work('a', 10), work('d', 20)])
        await put(each)
      const { read } = world.store
      expect(read.due(forever, 9)).toEqual([
        work('a', 10),
        work('b', 10),
        work('d', 20),
        work('c', 30),
      ])
      expect(read.due(20, 9).map(({ id }) => id)).toEqual(['a', 'b', 'd'])
      expect(read.due(20, 2).map(({ id }) => id)).toEqual(['a', 'b'])
      expect(read.due(9, 9)).toEqual([])
    })

    test('the same id takes the former\u2019s place, and a commit tells the earliest it set', async () => {
      const { world, by, put } = await start()
      await put(work('a', 10))
      const later = world.submission(by, { kind: 'due.put', work: work('a', 50) })
      const other = world.submission(by, { kind: 'due.put', work: work('b', 40) })
      expect(await world.store.commit([later, other])).toMatchObject({ nextDueAt: 40 })
      expect(world.store.read.due(forever, 9)).toEqual([work('b', 40), work('a', 50)])
    })

    test('what is done goes; what failed comes again with its attempts', async () => {
      const { world, put, settle } = await start()
      await put(work('a', 10))
      await put(work('b', 10))
      await settle(work('a', 10), null)
      await settle(work('b', 10), 99)
      expect(world.store.read.due(forever, 9)).toEqual([work('b', 99, 1)])
    })

    test('what was set anew or taken back while it was done stays as it then is', async () => {
      const { world, by, put, settle } = await start()
      await put(work('a', 10))
      await put(work('a', 70))
      await settle(work('a', 10), null)
      expect(world.store.read.due(forever, 9)).toEqual([work('a', 70)])
      await world.send(by, { kind: 'due.drop', id: 'a' })
      const again = world.submission(by, { kind: 'due.settle', work: work('a', 70), againAt: 90 })
      expect(await world.store.commit([again])).toEqual({
        ...nothing,
        settled: [{ kind: 'done', seq: 0 }],
      })
      expect(world.store.read.due(forever, 9)).toEqual([])
    })

    test('outlives the process', async () => {
      const { world, reopen, put } = await start()
      if (!reopen) return
      await put(work('a', 10, 3))
      world.store.close()
      const store = await reopen()
      expect(store.read.due(forever, 9)).toEqual([work('a', 10, 3)])
    })
  })
}
