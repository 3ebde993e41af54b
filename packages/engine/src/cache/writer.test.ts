import { expect, test } from 'vitest'
import { createMemoryFiles } from '../store/memory.ts'
import { alice, bob, room } from '../store/contract/subjects.ts'
import { createCacheWriter } from './writer.ts'

test('[E1] who is asked for within a read is read by it', () => {
  const cache = createCacheWriter(createMemoryFiles().open(alice.id).cache)
  cache.write((tx) => tx.putRoom(room(1)))
  expect(cache.read(() => cache.person(bob.id))).toEqual(bob)
  expect(cache.person(alice.id)).toEqual(alice)
})
