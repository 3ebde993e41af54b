import type { Lineage } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { openedCache } from './opened-cache.ts'
import { alice, bob, entryId, message, room, roomId, type Place } from './subjects.ts'

const lineage = '00000000-0000-7000-8000-00000000abcd' as Lineage
const one = roomId(1)
const two = roomId(2)

/** What every cache has to keep, whatever it is made of. */
export function cacheContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: cache`, () => {
    const { tx, reopen, store } = openedCache(make)

    test('a fresh cache belongs to its person and knows nothing', () => {
      expect(tx((cache) => cache.meta())).toEqual({
        person: alice.id,
        lineage: null,
        personalCursor: 0,
        profile: null,
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
        cache.putMeta({ person: alice.id, lineage, personalCursor: 7, profile: null })
        cache.putRoom(room(1))
        cache.putItems(one, [message(9)])
        cache.putRanges(one, [{ from: 8, to: 9 }])
        cache.putHoles(one, [{ from: 0, to: 8, count: { unread: 3, mentions: 1 } }])
        cache.putStub(one, entryId(4), 9)
      })
      await reopen()
      expect(tx((cache) => cache.meta())).toEqual({
        person: alice.id,
        lineage,
        personalCursor: 7,
        profile: null,
      })
      expect(tx((cache) => cache.room(one))).toEqual(room(1))
      expect(tx((cache) => cache.item(one, entryId(9)))).toEqual(message(9))
      expect(tx((cache) => cache.ranges(one))).toEqual([{ from: 8, to: 9 }])
      expect(tx((cache) => cache.holes(one))).toEqual([
        { from: 0, to: 8, count: { unread: 3, mentions: 1 } },
      ])
      expect(tx((cache) => cache.stub(one, entryId(4)))).toBe(9)
    })

    test('what a room holds up and what a message passes on comes back as it was put', async () => {
      const state = room(1).state
      if (!state) throw new Error('the subject has a state')
      const pins = [{ message: entryId(9), by: bob.id, at: 7 }]
      const forwarded = {
        by: bob.id,
        name: 'Bob “the” Builder',
        at: 3,
        room: null,
        message: entryId(2),
        text: 'said elsewhere',
      }
      tx((cache) => {
        cache.putRoom(room(1, { state: { ...state, pins } }))
        cache.putItems(one, [message(9, { text: '', forwarded })])
      })
      await reopen()
      expect(tx((cache) => [cache.room(one)?.state?.pins, cache.rooms()[0]?.state?.pins])).toEqual([
        pins,
        pins,
      ])
      expect(tx((cache) => cache.item(one, entryId(9)))).toEqual(
        message(9, { text: '', forwarded }),
      )
      tx((cache) => cache.putRoom(room(1)))
      expect(tx((cache) => cache.room(one)?.state?.pins)).toEqual([])
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
          cache.putMeta({ person: alice.id, lineage, personalCursor: 7, profile: null })
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

    test('[L7] a reset empties the cache and leaves the queue', async () => {
      tx((cache) => {
        cache.putRoom(room(1))
        cache.putItems(one, [message(1)])
        cache.putRanges(one, [{ from: 0, to: 1 }])
        cache.putStub(one, entryId(4), 9)
      })
      store().outbox.tx((outbox) => outbox.putDevice('device'))
      const meta = { person: alice.id, lineage, personalCursor: 0, profile: null }
      store().cache.reset(meta)
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
        expect(store().outbox.tx((outbox) => outbox.device())).toBe('device')
      }
      check()
      await reopen()
      check()
    })
  })
}
