import { describe, expect, test } from 'vitest'
import { openedCache } from './opened-cache.ts'
import { alice, bob, entryId, message, notice, personId, roomId, type Place } from './subjects.ts'

const one = roomId(1)
const two = roomId(2)

/** What a cache keeps of talk, and counts in it. */
export function cacheItemsContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: cache, items`, () => {
    const { tx, reopen, store } = openedCache(make)

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

    test('the items at or below a place go, those of the room above it and of others stay', async () => {
      const many = Array.from({ length: 400 }, (_, index) => message(index + 1))
      tx((cache) => {
        cache.putItems(one, many)
        cache.putItems(two, [message(1, { id: entryId(9_001) })])
      })
      const left = () => tx((cache) => cache.itemsForward(one, 0, 999).map(({ seq }) => seq))
      const failing = () =>
        tx((cache) => {
          cache.dropItems(one, 300)
          throw new Error('no')
        })
      expect(failing).toThrow('no')
      expect(left()).toHaveLength(400)
      tx((cache) => cache.dropItems(one, 390))
      tx((cache) => cache.dropItems(roomId(3), 390))
      await reopen()
      expect(left()).toEqual([391, 392, 393, 394, 395, 396, 397, 398, 399, 400])
      expect(tx((cache) => [cache.item(one, entryId(390)), cache.item(one, entryId(391))])).toEqual(
        [null, message(391)],
      )
      expect(tx((cache) => cache.itemsForward(two, 0, 9))).toHaveLength(1)
      tx((cache) => cache.putItems(one, [message(390)]))
      expect(left()).toHaveLength(11)
    })

    test('what was dropped is free in the file, where that is known', () => {
      const long = (seq: number) => message(seq, { text: 'x'.repeat(4_000) })
      tx((cache) => cache.putItems(one, [1, 2, 3, 4, 5, 6, 7, 8].map(long)))
      const before = store().cache.freeBytes()
      tx((cache) => cache.dropItems(one, 8))
      const after = store().cache.freeBytes()
      expect(after).toBeGreaterThanOrEqual(before)
      expect(after === 0 || after > 16_000).toBe(true)
    })
  })
}
