import type { EntryId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { following, keptEdits } from './begun.ts'

test('what was typed before the kept draft was known stands after it', () => {
  const typed = { text: 'typed', replyTo: null }
  const kept = { text: 'kept', replyTo: 'm1' as EntryId }
  expect(following(kept, typed)).toEqual({ text: 'kept\ntyped', replyTo: 'm1' })
  expect(following(null, typed)).toEqual(typed)
  // Sent meanwhile: the kept draft stays as it was.
  expect(following(kept, { text: '', replyTo: null })).toEqual(kept)
})

test('[M6] an edit that was begun outlives the page, for the same person, until they sign out', () => {
  let json = 'null'
  const kept = {
    get: () => JSON.parse(json),
    set: (value: unknown) => void (json = JSON.stringify(value)),
  }
  const room = '01900000-0000-7000-8000-000000000001' as RoomId
  const message = '01900000-0000-7000-8000-000000000002' as EntryId
  const editing = { message, was: 'one', text: 'one more', unsent: false, failed: null }
  keptEdits(kept, 'alice').set(room, editing)
  expect(keptEdits(kept, 'alice').get(room)).toEqual(editing)
  expect(keptEdits(kept, 'bob').get(room)).toBeUndefined()
  keptEdits(kept, 'alice').forget()
  expect(json).toBe('null')
})
