import { describe, expect, test } from 'vitest'
import { openedCache } from './opened-cache.ts'
import { entryId, roomId, type Place } from './subjects.ts'

const one = roomId(1)
const two = roomId(2)

/** What a cache keeps of what it covers. */
export function cacheCoverageContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: cache, coverage`, () => {
    const { tx } = openedCache(make)

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
  })
}
