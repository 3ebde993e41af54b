import type { CommandId, Lineage, PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { DueCommand, DueWork } from '../decide/due.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import type { Store } from '../store/port.ts'
import { handClock } from '../testing/hand-clock.ts'
import { DueLoop } from './due-loop.ts'
import type { DueHandler } from './handlers.ts'

const by = '00000000-0000-7000-8000-000000000001' as PersonId

/** A loop over a store that outlives it, with a handler that tells what it was given and does as it is told. */
function scene() {
  const clock = handClock(0)
  const store = createMemoryStore('00000000-0000-7000-8000-000000000002' as Lineage)
  const done: [at: number, id: string][] = []
  const faults: (string | null)[] = []
  const acts = { handler: (async () => 'done') as DueHandler, broken: false }
  let ids = 0
  const open = (over: Store) => {
    const commit = createGroupCommit(over, {
      schedule: (run) => void Promise.resolve().then(run),
      onCommitted: ({ committed }) => loop.wake(committed.nextDueAt),
    })
    const loop: DueLoop = new DueLoop({
      read: over.read,
      submit: (submission) =>
        acts.broken
          ? Promise.resolve({ kind: 'refused', code: 'storage-failed' })
          : commit.submit(submission),
      clock,
      handlers: {
        greet: async (work, signal) => {
          done.push([clock.now(), work.id])
          return acts.handler(work, signal)
        },
      },
      onFault: (_, work) => faults.push(work?.id ?? null),
    })
    loop.start()
    return { loop, commit }
  }
  let { loop, commit } = open(store)
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    store,
    done,
    faults,
    acts,
    async say(body: DueCommand) {
      ids += 1
      const id = `00000000-0000-7000-8000-${String(ids).padStart(12, '0')}` as CommandId
      await commit.submit({ by, at: clock.now(), digest: '', command: { id, body } })
    },
    /** A step at a time, so that what each timer began ends before the next. */
    async pass(ms: number, step = ms) {
      for (let passed = 0; passed < ms; passed += step) {
        clock.advance(step)
        await settle()
        await settle()
      }
    },
    stop: () => loop.stop(),
    restart: () => ({ loop, commit } = open(store)),
  }
}

const work = (id: string, dueAt: number, kind = 'greet'): DueWork => ({
  id,
  kind,
  dueAt,
  payload: null,
  attempts: 0,
})
const left = (store: Store) => store.read.due(Number.MAX_SAFE_INTEGER, 99)

test('each is done when it is due, once, whichever was set first', async () => {
  const { say, pass, done, store } = scene()
  await say({ kind: 'due.put', work: work('late', 500) })
  await say({ kind: 'due.put', work: work('soon', 200) })
  await pass(1_000, 50)
  expect(done).toEqual([
    [200, 'soon'],
    [500, 'late'],
  ])
  expect(left(store)).toEqual([])
})

test('a restart goes on where it stopped, with what became due meanwhile', async () => {
  const { say, pass, stop, restart, done } = scene()
  await say({ kind: 'due.put', work: work('a', 300) })
  await say({ kind: 'due.put', work: work('b', 5_000) })
  await stop()
  await pass(1_000)
  expect(done).toEqual([])
  restart()
  await pass(5_000, 100)
  expect(done).toEqual([
    [1_000, 'a'],
    [5_000, 'b'],
  ])
})

test('what fails is tried again after 5 s, then 10 s, and holds up nothing else', async () => {
  const { say, pass, acts, done, faults, store } = scene()
  acts.handler = async ({ id, attempts }) => {
    if (id === 'bad' && attempts < 2) throw new Error('not yet')
    return 'done'
  }
  await say({ kind: 'due.put', work: work('bad', 100) })
  await say({ kind: 'due.put', work: work('good', 200) })
  await pass(20_000, 100)
  expect(done).toEqual([
    [100, 'bad'],
    [200, 'good'],
    [5_100, 'bad'],
    [15_100, 'bad'],
  ])
  expect(faults).toEqual(['bad', 'bad'])
  expect(left(store)).toEqual([])
})

test('what takes long holds up nothing else, and is not begun twice', async () => {
  const { say, pass, acts, done } = scene()
  let end = () => {}
  acts.handler = ({ id }) =>
    id === 'slow'
      ? new Promise((resolve) => (end = () => resolve('done')))
      : Promise.resolve('done')
  await say({ kind: 'due.put', work: work('slow', 100) })
  await say({ kind: 'due.put', work: work('quick', 300) })
  await pass(1_000, 100)
  expect(done.map(([, id]) => id)).toEqual(['slow', 'quick'])
  end()
  await pass(1_000, 100)
  expect(done).toHaveLength(2)
})

test('work may ask to be done again, and work taken back or set anew while it was done stays so', async () => {
  const { say, pass, acts, done, store } = scene()
  acts.handler = async ({ id, dueAt }) => {
    if (id === 'taken') await say({ kind: 'due.drop', id })
    if (id === 'moved' && dueAt === 100) await say({ kind: 'due.put', work: work(id, 700) })
    return id === 'daily' && dueAt < 300 ? { againAt: dueAt + 100 } : 'done'
  }
  for (const id of ['taken', 'moved', 'daily']) await say({ kind: 'due.put', work: work(id, 100) })
  await pass(1_000, 50)
  expect(done.filter(([, id]) => id === 'daily').map(([at]) => at)).toEqual([100, 200, 300])
  expect(done.filter(([, id]) => id === 'taken').map(([at]) => at)).toEqual([100])
  expect(done.filter(([, id]) => id === 'moved').map(([at]) => at)).toEqual([100, 700])
  expect(left(store)).toEqual([])
})

test('hundreds due at once are all done, so many at a time', async () => {
  const { say, pass, acts, done, store } = scene()
  let now = 0
  let most = 0
  acts.handler = async () => {
    now += 1
    most = Math.max(most, now)
    await Promise.resolve()
    now -= 1
    return 'done'
  }
  for (let at = 0; at < 300; at += 1) await say({ kind: 'due.put', work: work(`w${at}`, 100) })
  await pass(2_000, 10)
  expect(new Set(done.map(([, id]) => id)).size).toBe(300)
  expect(done).toHaveLength(300)
  expect(most).toBeLessThanOrEqual(50)
  expect(left(store)).toEqual([])
})

test('when its end cannot be stored it waits, then is done again', async () => {
  const { say, pass, acts, done, store } = scene()
  await say({ kind: 'due.put', work: work('a', 100) })
  acts.broken = true
  await pass(1_000, 100)
  expect(done).toEqual([[100, 'a']])
  acts.broken = false
  await pass(10_000, 100)
  expect(done).toEqual([
    [100, 'a'],
    [5_100, 'a'],
  ])
  expect(left(store)).toEqual([])
})

test('a kind nobody knows stays, and is told', async () => {
  const { say, pass, faults, store } = scene()
  await say({ kind: 'due.put', work: work('strange', 100, 'strange') })
  await pass(1_000, 100)
  expect(faults).toEqual(['strange'])
  expect(left(store)).toMatchObject([{ id: 'strange', dueAt: 5_100, attempts: 1 }])
})
