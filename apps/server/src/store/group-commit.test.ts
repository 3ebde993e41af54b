import { describe, expect, test } from 'vitest'
import { personIdOf, lineage } from './contract/bodies.ts'
import { World } from './contract/world.ts'
import { createGroupCommit, type CommittedBatch } from './group-commit.ts'
import { createMemoryStore } from './memory-store.ts'
import type { Store } from './port.ts'
import { StorageError } from './storage-error.ts'

/** Poll phases that end when the test says so. */
function handPhase() {
  const planned: (() => void)[] = []
  const endOne = () => planned.splice(0).forEach((run) => run())
  return {
    schedule: (run: () => void) => void planned.push(run),
    endOne,
    /** Ends phases until nothing waits for one. */
    end() {
      while (planned.length > 0) endOne()
    },
    count: () => planned.length,
  }
}

async function start(
  change: (store: Store) => Pick<Store, 'commit'> = (store) => store,
  options: { maxBatchBytes?: number } = {},
) {
  const store = createMemoryStore(lineage)
  const world = new World(store)
  const alice = await world.person('alice')
  const room = await world.room('group', alice)
  const phase = handPhase()
  const told: CommittedBatch[] = []
  const log: string[] = []
  const group = createGroupCommit(change(store), {
    schedule: phase.schedule,
    maxBatch: 3,
    ...options,
    onCommitted: (batch) => {
      told.push(batch)
      log.push('told')
    },
    onFailed: () => log.push('failed'),
  })
  const post = (text = 'a') =>
    world.submission(alice, { kind: 'message.post', room, text, replyTo: null })
  return { world, group, phase, told, log, post, room, alice }
}

describe('group commit', () => {
  test('[L2] one poll phase is one commit, told before anyone is answered', async () => {
    const { group, phase, told, log, post } = await start()
    const sent = [post(), post('')].map((submission) => {
      const settled = group.submit(submission)
      void settled.then(({ kind }) => log.push(kind))
      return settled
    })
    expect(phase.count()).toBe(1)
    expect(log).toEqual([])
    phase.end()
    expect(await Promise.all(sent)).toEqual([
      { kind: 'done', seq: 2 },
      { kind: 'refused', code: 'text-empty' },
    ])
    expect(log).toEqual(['told', 'done', 'refused'])
    expect(told[0]?.submissions).toHaveLength(2)
    expect(told[0]?.committed.appended).toHaveLength(1)
    await group.idle()
  })

  test('one alone is committed after one phase; a crowd once it brings no more, or fills a batch', async () => {
    const { group, phase, told, post } = await start()
    const sizes = () => told.map(({ submissions }) => submissions.length)
    const alone = group.submit(post())
    phase.endOne()
    await alone
    expect(sizes()).toEqual([1])
    const pair = [group.submit(post()), group.submit(post())]
    phase.end()
    await Promise.all(pair)
    expect(sizes()).toEqual([1, 2])
    const first = group.submit(post())
    phase.endOne()
    const second = group.submit(post())
    phase.endOne()
    const third = group.submit(post())
    phase.endOne()
    await Promise.all([first, second, third])
    expect(sizes()).toEqual([1, 2, 3])
    const last = group.submit(post())
    phase.end()
    await last
    const aloneAgain = group.submit(post())
    phase.endOne()
    await aloneAgain
    expect(sizes()).toEqual([1, 2, 3, 1, 1])
  })

  test('[K5] more than a batch holds goes on in order, one batch after another', async () => {
    const { group, phase, told, post } = await start()
    const sent = Array.from({ length: 7 }, () => group.submit(post()))
    const idle = group.idle()
    while (group.waiting() > 0) {
      phase.end()
      await Promise.resolve()
    }
    await idle
    const seqs = (await Promise.all(sent)).map((settled) => settled.kind === 'done' && settled.seq)
    expect(seqs).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(told.map(({ submissions }) => submissions.length)).toEqual([3, 3, 1])
  })

  test('[W5] long messages that come together are several batches, each of a size that a socket takes', async () => {
    const { group, phase, told, post } = await start(undefined, { maxBatchBytes: 1_000 })
    const lengths = [100, 100, 200, 5_000, 10, 10]
    const sent = lengths.map((length) => group.submit(post('x'.repeat(length))))
    while (group.waiting() > 0) {
      phase.end()
      await Promise.resolve()
    }
    const seqs = (await Promise.all(sent)).map((settled) => settled.kind === 'done' && settled.seq)
    expect(seqs).toEqual([2, 3, 4, 5, 6, 7])
    expect(told.map(({ submissions }) => submissions.length)).toEqual([2, 1, 1, 2])
  })

  test('a batch that storage refused is answered to be sent again, and the next goes on', async () => {
    const faults: unknown[] = [
      new StorageError('storage-full', 'full'),
      new StorageError('storage-failed', 'broken'),
      new Error('ours'),
    ]
    const { group, phase, told, log, post } = await start((store) => ({
      commit: (batch) => {
        const fault = faults.shift()
        return fault ? Promise.reject(fault as Error) : store.commit(batch)
      },
    }))
    const codes = ['storage-full', 'storage-failed', 'internal']
    for (const code of codes) {
      const settled = group.submit(post())
      phase.end()
      expect(await settled).toEqual({ kind: 'refused', code })
    }
    const settled = group.submit(post())
    phase.end()
    expect(await settled).toEqual({ kind: 'done', seq: 2 })
    expect(told).toHaveLength(1)
    expect(log).toEqual(['failed', 'failed', 'failed', 'told'])
  })

  test('[K5] what waits behind a batch that failed fails with it: no later one may be done before it', async () => {
    let fails = true
    const { group, phase, told, post } = await start((store) => ({
      commit(batch) {
        if (!fails) return store.commit(batch)
        fails = false
        return Promise.reject(new StorageError('storage-full', 'full'))
      },
    }))
    const sent = Array.from({ length: 5 }, () => group.submit(post()))
    const idle = group.idle()
    while (group.waiting() > 0) {
      phase.end()
      await Promise.resolve()
    }
    await idle
    const refused = { kind: 'refused', code: 'storage-full' }
    expect(await Promise.all(sent)).toEqual(Array.from({ length: 5 }, () => refused))
    expect(told).toEqual([])
    const next = group.submit(post())
    phase.end()
    expect(await next).toEqual({ kind: 'done', seq: 2 })
  })

  test('what it tells keeps a removal before the talk that follows it', async () => {
    const { world, group, phase, told, post, room, alice } = await start()
    const bob = await world.person('bob')
    await world.done(alice, { kind: 'member.invite', room, people: [bob] })
    const remove = world.submission(alice, { kind: 'member.remove', room, person: bob })
    const sent = [group.submit(remove), group.submit(post())]
    phase.end()
    await Promise.all(sent)
    const { appended, personal } = told[0]!.committed
    expect(appended.map(({ entry }) => entry.body.kind)).toEqual(['member.left', 'message.posted'])
    expect(personal).toMatchObject([{ person: bob, item: { kind: 'membership', value: null } }])
    expect(personIdOf(2)).toBe(bob)
  })
})
