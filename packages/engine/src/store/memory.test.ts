import { expect, test } from 'vitest'
import { storeContract } from './contract.ts'
import { alice, entryId, message, roomId } from './contract/subjects.ts'
import { createMemoryFiles } from './memory.ts'

storeContract('memory', () => ({ ...createMemoryFiles(), remove() {} }))

test('a crash before the commit changes nothing, one after it leaves it standing', () => {
  const files = createMemoryFiles()
  const dieAt = (step: string) =>
    files.open(alice.id, ({ file, at }) => {
      if (file === 'cache' && at === step) throw new Error('crash')
    })
  const write = (step: string, seq: number) =>
    dieAt(step).cache.tx((cache) => cache.putItems(roomId(1), [message(seq)]))
  expect(() => write('before-commit', 1)).toThrow('crash')
  expect(() => write('after-commit', 2)).toThrow('crash')
  const seen = files.open(alice.id).cache.tx((cache) => cache.itemsBack(roomId(1), 9, 9))
  expect(seen.map(({ id }) => id)).toEqual([entryId(2)])
})

test('whoever held the files before they were opened again can write no more', () => {
  const files = createMemoryFiles()
  const former = files.open(alice.id)
  files.open(alice.id)
  expect(() => former.outbox.tx((outbox) => outbox.putDevice('d'))).toThrow('closed')
})
