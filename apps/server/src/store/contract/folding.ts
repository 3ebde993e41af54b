import {
  foldMessage,
  foldRoom,
  itemOf,
  targetOf,
  type Entry,
  type Item,
  type RoomId,
  type RoomState,
} from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../memory-store.ts'
import type { Submission } from '../port.ts'
import { lineage, personIdOf, roomIdOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'
import { anyStep, bodyOf, target, type Step } from './random-steps.ts'

type Snapshot = { state: RoomState | null; items: Map<string, Item>; head: number }

const people = [1, 2, 3, 4].map(personIdOf)
const rooms = [1, 2].map(roomIdOf)
/** Those the steps may be about. */
const messages = [0, 1, 2, 3, 4, 5, 6, 7].map(target)
const runs = 40

export function foldingContract(open: OpenStore): void {
  describe('random commands', () => {
    test('[L10] a snapshot and the entries after it are a later snapshot', async () => {
      const steps = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 8 }), { maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(steps, async (batches) => {
          const { store } = await open()
          const world = new World(store)
          const snapshots = rooms.map((room): [RoomId, Snapshot[]] => [room, []])
          const told = new Map<RoomId, Entry[]>(rooms.map((room) => [room, []]))
          await begin(world)
          for (const batch of batches) {
            for (const [room, taken] of snapshots) taken.push(snapshotOf(world, room))
            const { appended } = await store.commit(submissionsOf(world, batch))
            for (const { room, entry } of appended) told.get(room)?.push(entry)
          }
          for (const [room, taken] of snapshots) {
            const end = snapshotOf(world, room)
            const logged = world.entries(room)
            expect(logged.map(({ seq }) => seq)).toEqual(logged.map((_, index) => index + 1))
            for (const snapshot of taken) {
              // By catch-up, where deleted words are gone from the log, and live, where they still were in it.
              expect(folded(room, snapshot, logged)).toEqual(end)
              expect(folded(room, snapshot, told.get(room) ?? [])).toEqual(end)
            }
            for (const person of people)
              expect(membershipOf(world, room, person)).toEqual(heldBy(end, person))
          }
          store.close()
        }),
        { numRuns: runs },
      )
    })

    test('every answer and every read is the one of the memory version', async () => {
      const steps = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 8 }), { maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(steps, async (batches) => {
          const { store } = await open()
          const world = new World(store)
          const model = new World(createMemoryStore(lineage))
          await begin(world)
          await begin(model)
          for (const batch of batches) {
            const asked = submissionsOf(world, batch)
            expect(await store.commit(asked)).toEqual(await model.store.commit(asked))
            submissionsOf(model, batch)
          }
          expect(allReads(world)).toEqual(allReads(model))
          store.close()
        }),
        { numRuns: runs },
      )
    })
  })
}

async function begin(world: World): Promise<void> {
  for (const handle of ['alice', 'bob', 'carol', 'dave']) await world.person(handle)
  await world.room('group', people[0]!, [people[1]!])
  await world.room('interview', people[1]!, [people[0]!, people[2]!])
}

function submissionsOf(world: World, batch: Step[]): Submission[] {
  return batch.map((step) => {
    const by = people[step.actor % people.length]!
    const room = rooms[step.room % rooms.length]!
    return world.submission(by, bodyOf(step, { world, room, rooms, people, by }))
  })
}

function snapshotOf(world: World, room: RoomId): Snapshot {
  const items = new Map(world.items(room).map((item) => [item.id as string, item]))
  const { read } = world.store
  return { state: read.room(room), items, head: read.head(room)?.seq ?? 0 }
}

function folded(room: RoomId, { state, items, head }: Snapshot, log: Entry[]): Snapshot {
  const result: Snapshot = { state, items: new Map(items), head }
  for (const entry of log) {
    if (entry.seq <= result.head) continue
    result.state = foldRoom(room, result.state, entry)
    result.head = entry.seq
    const item = itemOf(entry)
    if (item) result.items.set(item.id, item)
    const target = result.items.get(targetOf(entry) ?? '')
    if (target?.kind === 'message') result.items.set(target.id, foldMessage(target, entry))
  }
  return result
}

function membershipOf(world: World, room: RoomId, person: (typeof people)[number]) {
  const held = world.store.read
    .personalItems(person, 0, 100)
    .find((item) => item.kind === 'membership' && item.room === room)
  return held?.value ?? null
}

function heldBy({ state }: Snapshot, person: (typeof people)[number]) {
  const member = state?.members.find((known) => known.person.id === person && known.left === null)
  return member ? { role: member.role, epoch: member.epoch } : null
}

function allReads({ store: { read } }: World) {
  const ends = [0, 1, 5, 20, 1000]
  return rooms.map((room) => ({
    state: read.room(room),
    head: read.head(room),
    entries: read.entryTexts(room, 0, 1000),
    back: ends.map((edge) => parsed(read.items(room, edge, 'back', 4))),
    forward: ends.map((edge) => parsed(read.items(room, edge, 'forward', 4))),
    changed: ends.map((after) => parsed(read.changedItems(room, after, 0, 3))),
    versions: messages.map((id) => parsed(read.versions(room, id, 1000, 3))),
    people: people.map((person) => ({
      isMember: read.isMember(room, person),
      mark: read.mark(person, room),
      unread: ends.map((below) => read.unread(room, person, below)),

      own: ends.map((below) => read.ownLastPost(room, person, below)),
      personal: read.personalItems(person, 0, 1000),
      heads: read.heads(person),
    })),
  }))
}

function parsed<T extends { texts: string[] }>(page: T) {
  return { ...page, texts: page.texts.map((text): unknown => JSON.parse(text)) }
}
