import { itemSchema, type CommandId, type Lineage, type PersonId } from '@parley/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { createMemoryStore } from '../store/memory-store.ts'
import type { Settled, Store } from '../store/port.ts'
import { fillSample } from './fill.ts'
import type { SampleDeps } from './port.ts'

const now = new Date(2026, 10, 23, 9, 41).getTime()

let store: Store
let deps: SampleDeps
beforeEach(() => {
  store = createMemoryStore('00000000-0000-4000-8000-000000000001' as Lineage)
  deps = depsOn(store)
})

describe('[P0] the sample workspace', () => {
  test('fills an empty server with every kind of room, an active and an ended contract', async () => {
    const signIns = await fillSample(deps)
    const alice = personCalled('alice')
    const rooms = store.read.heads(alice).map(({ room }) => store.read.room(room))
    expect(new Set(rooms.map((room) => room?.kind))).toEqual(
      new Set(['direct', 'group', 'interview', 'contract']),
    )
    expect(
      rooms.flatMap((room) => room?.contract?.status ?? []).toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['active', 'ended'])
    expect(signIns.map(({ name }) => name)).toContain('Alice Keller')
  })

  test('nothing in it is in the future, and the latest talk is of the last hours', async () => {
    await fillSample(deps)
    const latest = store.read.heads(personCalled('alice'))[0]
    expect(latest?.lastAt).toBeLessThanOrEqual(now)
    expect(latest?.lastAt).toBeGreaterThan(now - 3 * 3_600_000)
  })

  test('leaves unread messages and a mention to find', async () => {
    await fillSample(deps)
    const alice = personCalled('alice')
    const counts = store.read
      .heads(alice)
      .map(({ room, head }) => store.read.unread(room, alice, head.seq))
    expect(
      counts
        .map(({ unread }) => unread)
        .filter((unread) => unread > 0)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual([2, 2, 3])
    expect(counts.reduce((sum, { mentions }) => sum + mentions, 0)).toBe(2)
  })

  test('one room is several screens long, and every item is one the wire allows', async () => {
    await fillSample(deps)
    const lengths = store.read.heads(personCalled('mei')).map(({ room, head }) => {
      const { texts } = store.read.items(room, head.seq, 'back', 200)
      for (const text of texts) itemSchema.parse(JSON.parse(text))
      return texts.length
    })
    expect(Math.max(...lengths)).toBeGreaterThan(100)
  })

  test('filling again adds nothing', async () => {
    await fillSample(deps)
    const heads = store.read.heads(personCalled('alice'))
    await fillSample(depsOn(store))
    expect(store.read.heads(personCalled('alice'))).toEqual(heads)
  })
})

function personCalled(handle: string): PersonId {
  const person = store.read.findPerson(handle)
  if (!person) throw new Error(`no ${handle}`)
  return person.id
}

/** Accounts kept as people alone, one a handle, and commits one at a time in the order submitted. */
function depsOn(target: Store): SampleDeps {
  let last: Promise<unknown> = Promise.resolve()
  const submit: SampleDeps['submit'] = (submission) => {
    const result = last
      .then(() => target.commit([submission]))
      .then(({ settled: [settled] }): Settled => settled ?? { kind: 'refused', code: 'internal' })
    last = result
    return result
  }
  let people = 0
  return {
    submit,
    read: target.read,
    clock: { now: () => now },
    async createAccount({ handle, name, timeZone, email }) {
      const known = target.read.findPerson(handle)
      if (known) return known.id
      people += 1
      const id = `00000000-0000-7000-8000-${String(people).padStart(12, '0')}`
      const told = { photo: null, status: null, kind: 'person' as const }
      const person = { id: id as PersonId, handle, name, timeZone, ...told }
      await submit({
        by: person.id,
        at: now,
        digest: id,
        command: { id: id as CommandId, body: { kind: 'person.put', person, email } },
      })
      return person.id
    },
  }
}
