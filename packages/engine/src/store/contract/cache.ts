import type { Lineage } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CacheTx, EngineStore, Sync } from '../port.ts'
import {
  alice,
  bob,
  entryId,
  message,
  notice,
  person,
  personId,
  room,
  roomId,
  type Place,
} from './subjects.ts'

const lineage = '00000000-0000-7000-8000-00000000abcd' as Lineage
const one = roomId(1)
const two = roomId(2)

/** What every cache has to keep, whatever it is made of. */
export function cacheContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: cache`, () => {
    let place: Place
    let store: EngineStore
    beforeEach(async () => {
      place = await make()
      store = await place.open(alice.id)
    })
    afterEach(async () => {
      store.cache.close()
      store.outbox.close()
      await place.remove()
    })
    const tx = <T>(fn: (tx: CacheTx) => Sync<T>) => store.cache.tx(fn)
    const reopen = async () => {
      store.cache.close()
      store.outbox.close()
      store = await place.open(alice.id)
    }

    test('a fresh cache belongs to its person and knows nothing', () => {
      expect(tx((cache) => cache.meta())).toEqual({
        person: alice.id,
        lineage: null,
        personalCursor: 0,
      })
      expect(tx((cache) => [cache.rooms(), cache.people()])).toEqual([[], []])
      expect(
        tx((cache) => [cache.room(one), cache.person(bob.id), cache.item(one, entryId(1))]),
      ).toEqual([null, null, null])
      expect(
        tx((cache) => [cache.ranges(one), cache.holes(one), cache.itemsBack(one, 9, 9)]),
      ).toEqual([[], [], []])
      expect(tx((cache) => cache.countUnread(one, alice.id, 0, 99))).toEqual({
        unread: 0,
        mentions: 0,
      })
      expect(tx((cache) => cache.latestMessage(one))).toBeNull()
    })

    test('what is committed is there after opening again', async () => {
      tx((cache) => {
        cache.putMeta({ person: alice.id, lineage, personalCursor: 7 })
        cache.putRoom(room(1))
        cache.putItems(one, [message(9)])
        cache.putRanges(one, [{ from: 8, to: 9 }])
        cache.putHoles(one, [{ from: 0, to: 8, count: { unread: 3, mentions: 1 } }])
        cache.putStub(one, entryId(4), 9)
      })
      await reopen()
      expect(tx((cache) => cache.meta())).toEqual({ person: alice.id, lineage, personalCursor: 7 })
      expect(tx((cache) => cache.room(one))).toEqual(room(1))
      expect(tx((cache) => cache.item(one, entryId(9)))).toEqual(message(9))
      expect(tx((cache) => cache.ranges(one))).toEqual([{ from: 8, to: 9 }])
      expect(tx((cache) => cache.holes(one))).toEqual([
        { from: 0, to: 8, count: { unread: 3, mentions: 1 } },
      ])
      expect(tx((cache) => cache.stub(one, entryId(4)))).toBe(9)
    })

    test('a transaction that throws changes nothing', async () => {
      tx((cache) => {
        cache.putRoom(room(1))
        cache.putItems(one, [message(8), message(9)])
        cache.putRanges(one, [{ from: 7, to: 9 }])
        cache.putStub(one, entryId(4), 9)
      })
      const everything = () =>
        tx((cache) => ({
          meta: cache.meta(),
          rooms: cache.rooms(),
          room: cache.room(one),
          people: cache.people().toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          items: [cache.itemsBack(one, 99, 99), cache.itemsForward(two, 0, 99)],
          byId: [cache.item(one, entryId(9)), cache.item(one, entryId(10))],
          ranges: [cache.ranges(one), cache.holes(one)],
          stubs: [cache.stub(one, entryId(4)), cache.stub(one, entryId(5))],
        }))
      const before = everything()
      const failing = () =>
        tx((cache) => {
          cache.putMeta({ person: alice.id, lineage, personalCursor: 7 })
          cache.putRoom(room(1, { unread: 99 }))
          cache.putRoom(room(2))
          cache.putItems(one, [message(9, { text: 'other', changedSeq: 12 }), message(10)])
          cache.putItems(two, [message(1)])
          cache.putRanges(one, [{ from: 0, to: 10 }])
          cache.putHoles(one, [{ from: 0, to: 7, count: { unread: 0, mentions: 0 } }])
          cache.dropStub(one, entryId(4))
          cache.putStub(one, entryId(5), 10)
          cache.dropRoom(one)
          throw new Error('no')
        })
      expect(failing).toThrow('no')
      expect(everything()).toEqual(before)
      await reopen()
      expect(everything()).toEqual(before)
    })

    test('a transaction inside a transaction is refused, and the outer one with it', () => {
      const nested = () =>
        tx((cache) => {
          cache.putRoom(room(1))
          return tx((inner) => inner.rooms().length)
        })
      expect(nested).toThrow()
      expect(tx((cache) => cache.rooms())).toEqual([])
    })

    test('a transaction gives what its function returns and sees its own writes', () => {
      const seen = tx((cache) => {
        cache.putRoom(room(1))
        cache.putItems(one, [message(1)])
        return [cache.room(one)?.unread, cache.itemsBack(one, 9, 9).length, cache.people().length]
      })
      expect(seen).toEqual([4, 1, 2])
    })

    test('a room comes back as it was put, also before its first snapshot', () => {
      const learnt = room(2, { state: null, cursor: null, preview: null, favourite: true })
      const marked = room(1, { mark: { upTo: 3, unreadAt: 8, version: 4 } })
      tx((cache) => {
        cache.putRoom(marked)
        cache.putRoom(learnt)
      })
      expect(tx((cache) => cache.room(one))).toEqual(marked)
      expect(tx((cache) => cache.room(two))).toEqual(learnt)
      const contract = {
        ...room(1).state!,
        kind: 'contract' as const,
        contract: { title: 'Zusage ✍️', status: 'ended' as const },
      }
      const changed = room(1, {
        state: contract,
        preview: null,
        cursor: { seq: 10, id: entryId(10) },
      })
      tx((cache) => cache.putRoom(changed))
      expect(tx((cache) => cache.room(one))).toEqual(changed)
    })

    test('rooms come latest talk first, without their members', () => {
      tx((cache) => {
        cache.putRoom(room(1, { lastAt: 5 }))
        cache.putRoom(room(2, { lastAt: 9 }))
        cache.putRoom(room(3, { lastAt: 7, state: null, cursor: null }))
      })
      const bare = (n: number, lastAt: number) => {
        const full = room(n, { lastAt })
        return { ...full, state: { ...full.state!, members: [] } }
      }
      expect(tx((cache) => cache.rooms())).toEqual([
        bare(2, 9),
        room(3, { lastAt: 7, state: null, cursor: null }),
        bare(1, 5),
      ])
    })

    test('people are everyone who is or was in a cached room, once each', () => {
      const carol = person(3, 'carol')
      const dan = person(4, 'dan')
      const state = room(2).state!
      tx((cache) => {
        cache.putRoom(room(1))
        cache.putRoom(
          room(2, {
            state: {
              ...state,
              members: [
                ...state.members,
                { person: carol, role: 'member', epoch: 3, left: 5 },
                { person: dan, role: 'admin', epoch: 4, left: null },
              ],
            },
          }),
        )
      })
      const ids = () =>
        tx((cache) =>
          cache
            .people()
            .map(({ id }) => id)
            .toSorted(),
        )
      expect(ids()).toEqual([alice.id, bob.id, carol.id, dan.id])
      expect(tx((cache) => cache.person(carol.id))).toEqual(carol)
      expect(tx((cache) => cache.room(two)?.state?.members.map(({ left }) => left))).toEqual([
        null,
        null,
        5,
        null,
      ])
      tx((cache) => cache.dropRoom(two))
      expect(ids()).toEqual([alice.id, bob.id])
      expect(tx((cache) => cache.person(dan.id))).toBeNull()
    })

    test('a changed profile and a changed order of members are kept', () => {
      const state = room(1).state!
      tx((cache) => cache.putRoom(room(1)))
      const renamed = { ...bob, name: 'Bob the Second', timeZone: 'Europe/Berlin' }
      const changed = room(1, {
        state: {
          ...state,
          members: [
            { person: renamed, role: 'owner', epoch: 2, left: null },
            { person: alice, role: 'admin', epoch: 1, left: null },
          ],
        },
      })
      tx((cache) => cache.putRoom(changed))
      expect(tx((cache) => cache.room(one))).toEqual(changed)
      expect(tx((cache) => cache.person(bob.id))).toEqual(renamed)
    })

    test('dropping a room forgets all of it and nothing else', () => {
      tx((cache) => {
        for (const [id, n] of [
          [one, 1],
          [two, 2],
        ] as const) {
          cache.putRoom(room(n))
          cache.putItems(id, [message(1), message(2)])
          cache.putRanges(id, [{ from: 0, to: 2 }])
          cache.putHoles(id, [{ from: 2, to: 5, count: { unread: 1, mentions: 0 } }])
          cache.putStub(id, entryId(4), 9)
        }
        cache.dropRoom(one)
      })
      const content = (id: typeof one) =>
        tx((cache) => [
          cache.room(id)?.id ?? null,
          cache.itemsBack(id, 99, 99).length,
          cache.item(id, entryId(1))?.seq ?? null,
          cache.ranges(id).length,
          cache.holes(id).length,
          cache.stub(id, entryId(4)),
        ])
      expect(content(one)).toEqual([null, 0, null, 0, 0, null])
      expect(content(two)).toEqual([two, 2, 1, 1, 1, 9])
    })

    test('items come back newest first up to an edge, and forward oldest first past it', () => {
      tx((cache) => {
        cache.putItems(one, [message(2), notice(3), message(5), message(8)])
        cache.putItems(one, [message(1)])
        cache.putItems(two, [message(4, { id: entryId(40) })])
      })
      const back = (edge: number, limit: number) =>
        tx((cache) => cache.itemsBack(one, edge, limit).map(({ seq }) => seq))
      const forward = (edge: number, limit: number) =>
        tx((cache) => cache.itemsForward(one, edge, limit).map(({ seq }) => seq))
      expect(back(99, 99)).toEqual([8, 5, 3, 2, 1])
      expect(back(5, 2)).toEqual([5, 3])
      expect(back(4, 2)).toEqual([3, 2])
      expect(back(0, 9)).toEqual([])
      expect(forward(0, 2)).toEqual([1, 2])
      expect(forward(3, 9)).toEqual([5, 8])
      expect(forward(8, 9)).toEqual([])
      expect(back(Number.MAX_SAFE_INTEGER, 1)).toEqual([8])
    })

    test('every part of an item comes back, and the same id is replaced', () => {
      const rich = message(6, {
        text: 'שלום — “quoted” \u0000 👩‍🚀\n'.repeat(500),
        replyTo: entryId(2),
        mentions: { people: [alice.id, bob.id], everyone: true },
        editedAt: 5_000,
        reactions: [{ emoji: '👍', people: [bob.id, alice.id] }],
        changedSeq: 11,
      })
      tx((cache) => cache.putItems(one, [message(6), notice(7)]))
      tx((cache) => cache.putItems(one, [rich]))
      expect(tx((cache) => cache.item(one, entryId(6)))).toEqual(rich)
      expect(tx((cache) => cache.itemsForward(one, 0, 9))).toEqual([rich, notice(7)])
    })

    test('a thousand items go in at once', () => {
      const many = Array.from({ length: 1_000 }, (_, index) => message(index + 1))
      tx((cache) => cache.putItems(one, many))
      expect(tx((cache) => cache.itemsForward(one, 0, 2_000))).toEqual(many)
    })

    test("[U1] unread are others' messages in (after, upTo] that are not deleted", () => {
      tx((cache) => {
        cache.putItems(one, [
          message(1),
          message(2, { mentions: { people: [alice.id], everyone: false } }),
          notice(3),
          message(4, { by: alice.id }),
          message(5, { deletedAt: 9, text: '' }),
          message(6, { mentions: { people: [], everyone: true } }),
          message(7, { mentions: { people: [personId(9)], everyone: false } }),
        ])
        cache.putItems(two, [message(6, { id: entryId(60) })])
      })
      const count = (after: number, upTo: number) =>
        tx((cache) => cache.countUnread(one, alice.id, after, upTo))
      expect(count(0, 99)).toEqual({ unread: 4, mentions: 2 })
      expect(count(1, 6)).toEqual({ unread: 2, mentions: 2 })
      expect(count(2, 6)).toEqual({ unread: 1, mentions: 1 })
      expect(count(7, 99)).toEqual({ unread: 0, mentions: 0 })
      expect(tx((cache) => cache.countUnread(one, bob.id, 0, 99))).toEqual({
        unread: 1,
        mentions: 0,
      })
    })

    test('an edit that adds a mention, or a deletion, shows in the count', () => {
      tx((cache) => cache.putItems(one, [message(1), message(2)]))
      tx((cache) =>
        cache.putItems(one, [
          message(1, { mentions: { people: [alice.id], everyone: false }, changedSeq: 3 }),
          message(2, { deletedAt: 9, text: '', changedSeq: 4 }),
        ]),
      )
      expect(tx((cache) => cache.countUnread(one, alice.id, 0, 9))).toEqual({
        unread: 1,
        mentions: 1,
      })
    })

    test('the latest message may be deleted, and is never a notice', () => {
      tx((cache) => cache.putItems(one, [notice(1)]))
      expect(tx((cache) => cache.latestMessage(one))).toBeNull()
      const deleted = message(3, { deletedAt: 9, text: '', changedSeq: 4 })
      tx((cache) => cache.putItems(one, [message(2), deleted, notice(5)]))
      expect(tx((cache) => cache.latestMessage(one))).toEqual(deleted)
    })

    test('ranges and holes replace what was there and come in order', () => {
      const hole = (from: number, to: number) => ({ from, to, count: { unread: to, mentions: 0 } })
      tx((cache) => {
        cache.putRanges(one, [
          { from: 50, to: 60 },
          { from: 0, to: 9 },
        ])
        cache.putHoles(one, [hole(20, 50), hole(9, 20)])
        cache.putRanges(two, [{ from: 1, to: 2 }])
      })
      expect(tx((cache) => cache.ranges(one))).toEqual([
        { from: 0, to: 9 },
        { from: 50, to: 60 },
      ])
      expect(tx((cache) => cache.holes(one))).toEqual([hole(9, 20), hole(20, 50)])
      tx((cache) => {
        cache.putRanges(one, [{ from: 0, to: 60 }])
        cache.putHoles(one, [])
      })
      expect(tx((cache) => cache.ranges(one))).toEqual([{ from: 0, to: 60 }])
      expect(tx((cache) => cache.holes(one))).toEqual([])
      expect(tx((cache) => cache.ranges(two))).toEqual([{ from: 1, to: 2 }])
    })

    test('[L9] a stub stands for one message of one room until it is dropped', () => {
      tx((cache) => {
        cache.putStub(one, entryId(4), 9)
        cache.putStub(one, entryId(4), 11)
      })
      expect(tx((cache) => cache.stub(one, entryId(4)))).toBe(11)
      expect(tx((cache) => cache.stub(two, entryId(4)))).toBeNull()
      tx((cache) => cache.dropStub(one, entryId(4)))
      expect(tx((cache) => cache.stub(one, entryId(4)))).toBeNull()
    })

    test('[L7] a reset empties the cache and leaves the queue', async () => {
      tx((cache) => {
        cache.putRoom(room(1))
        cache.putItems(one, [message(1)])
        cache.putRanges(one, [{ from: 0, to: 1 }])
        cache.putStub(one, entryId(4), 9)
      })
      store.outbox.tx((outbox) => outbox.putDevice('device'))
      const meta = { person: alice.id, lineage, personalCursor: 0 }
      store.cache.reset(meta)
      const check = () => {
        expect(tx((cache) => cache.meta())).toEqual(meta)
        expect(tx((cache) => [cache.rooms(), cache.people(), cache.ranges(one)])).toEqual([
          [],
          [],
          [],
        ])
        expect(tx((cache) => [cache.item(one, entryId(1)), cache.stub(one, entryId(4))])).toEqual([
          null,
          null,
        ])
        expect(store.outbox.tx((outbox) => outbox.device())).toBe('device')
      }
      check()
      await reopen()
      check()
    })
  })
}
