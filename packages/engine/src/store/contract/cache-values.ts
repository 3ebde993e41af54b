import { describe, expect, test } from 'vitest'
import type { CachedValue } from '../port.ts'
import { openedCache } from './opened-cache.ts'
import { alice, room, roomId, type Place } from './subjects.ts'

const one = roomId(1)
const two = roomId(2)
const star = (subject: string, seq = 3): CachedValue => ({
  kind: 'favourite',
  subject,
  seq,
  value: true,
})
const fold: CachedValue = {
  kind: 'setting',
  subject: 'collapsedGroups',
  seq: 9,
  value: ['Füße 👣', { deep: [null, 1.5] }],
}

/** What a cache keeps of the person's own values. */
export function cacheValuesContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: cache, values`, () => {
    const { tx, store, reopen } = openedCache(make)

    test('[O1] one a kind and subject, whole, also after opening again', async () => {
      tx((cache) => {
        for (const value of [star(two), fold, star(one, 1), star(one, 4)]) cache.putValue(value)
      })
      await reopen()
      expect(tx((cache) => cache.values('favourite'))).toEqual([star(one, 4), star(two)])
      expect(tx((cache) => cache.values('setting'))).toEqual([fold])
      expect(tx((cache) => cache.values('hidden'))).toEqual([])
      tx((cache) => cache.dropValue('favourite', one))
      expect(tx((cache) => cache.values('favourite'))).toEqual([star(two)])
    })

    test('[O3] they outlive the room they are about, and go with a reset', () => {
      tx((cache) => {
        cache.putRoom(room(1))
        cache.putValue(star(one))
        cache.dropRoom(one)
      })
      expect(tx((cache) => cache.values('favourite'))).toEqual([star(one)])
      store().cache.reset({ person: alice.id, lineage: null, personalCursor: 0, profile: null })
      expect(tx((cache) => cache.values('favourite'))).toEqual([])
    })

    test('a transaction that throws changes none', () => {
      tx((cache) => cache.putValue(star(one)))
      const failing = () =>
        tx((cache) => {
          cache.dropValue('favourite', one)
          cache.putValue(star(two))
          throw new Error('no')
        })
      expect(failing).toThrow('no')
      expect(tx((cache) => cache.values('favourite'))).toEqual([star(one)])
    })
  })
}
