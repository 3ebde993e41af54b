import type { Entry, ItemPage } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  alice,
  bob,
  entryId,
  message,
  room as roomOfCommand,
  roomId,
} from '../store/contract/subjects.ts'
import { createMemoryFiles } from '../store/memory.ts'
import { noChanges } from './changes.ts'
import { applyEntries } from './entries.ts'
import { applyFoundItems, applyHistory } from './pages.ts'

const id = roomId(1)
const edit = (seq: number, target: number): Entry => ({
  seq,
  id: entryId(seq),
  at: 5_000,
  by: bob.id,
  body: {
    kind: 'message.edited',
    target: entryId(target),
    text: 'edited',
    mentions: { people: [], everyone: false },
  },
})
const page = (asOf: number, ...items: ItemPage['items']): ItemPage => ({
  from: 0,
  to: 8,
  asOf,
  items,
  hole: { unread: 0, mentions: 0 },
})

/** A room at 9 of which only the newest item is cached. */
function newestOnly() {
  const { cache } = createMemoryFiles().open(alice.id)
  cache.tx((tx) => {
    tx.putRoom(roomOfCommand(1))
    tx.putItems(id, [message(9)])
    tx.putRanges(id, [{ from: 8, to: 9 }])
    tx.putHoles(id, [{ from: 0, to: 8, count: { unread: 0, mentions: 0 } }])
  })
  return cache
}

test('[L9] [E15] a page older than what is known of a message asks for that message again', () => {
  const cache = newestOnly()
  const changes = noChanges()
  cache.tx((tx) => applyEntries(tx, changes, alice.id, { room: id, entries: [edit(10, 4)] }))
  expect(cache.tx((tx) => tx.stub(id, entryId(4)))).toBe(10)
  cache.tx((tx) =>
    applyHistory(tx, changes, alice.id, { room: id, page: page(9, message(3), message(4)) }),
  )
  expect(changes.outdated).toEqual(new Map([[id, new Set([entryId(4)])]]))
  const edited = message(4, { text: 'edited', changedSeq: 10 })
  cache.tx((tx) => applyFoundItems(tx, changes, alice.id, { room: id, items: [edited] }))
  expect(cache.tx((tx) => [tx.item(id, entryId(4)), tx.stub(id, entryId(4))])).toEqual([
    edited,
    null,
  ])
})

test('[L4] an older state of a message never replaces a newer one', () => {
  const cache = newestOnly()
  const changes = noChanges()
  const newer = message(4, { text: 'newer', changedSeq: 10 })
  for (const each of [page(10, newer), page(9, message(4))])
    cache.tx((tx) => applyHistory(tx, changes, alice.id, { room: id, page: each }))
  expect(cache.tx((tx) => tx.item(id, entryId(4)))).toEqual(newer)
})

test('[L6] entries at or below the cursor change nothing, a gap changes nothing', () => {
  const cache = newestOnly()
  const apply = (...entries: Entry[]) =>
    cache.tx((tx) => applyEntries(tx, noChanges(), alice.id, { room: id, entries }))
  expect(apply(edit(9, 9))).toBe('known')
  expect(apply(edit(11, 9))).toBe('gap')
  expect(cache.tx((tx) => tx.item(id, entryId(9)))).toEqual(message(9))
  expect(apply(edit(9, 9), edit(10, 9))).toBe('applied')
  expect(cache.tx((tx) => [tx.item(id, entryId(9)), tx.room(id)?.cursor?.seq])).toMatchObject([
    { text: 'edited', changedSeq: 10 },
    10,
  ])
})
