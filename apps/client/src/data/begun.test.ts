import type { EntryId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { following } from './begun.ts'

test('what was typed before the kept draft was known stands after it', () => {
  const typed = { text: 'typed', replyTo: null }
  const kept = { text: 'kept', replyTo: 'm1' as EntryId }
  expect(following(kept, typed)).toEqual({ text: 'kept\ntyped', replyTo: 'm1' })
  expect(following(null, typed)).toEqual(typed)
  // Sent meanwhile: the kept draft stays as it was.
  expect(following(kept, { text: '', replyTo: null })).toEqual(kept)
})
