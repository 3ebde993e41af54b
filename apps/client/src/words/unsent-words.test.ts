import { expect, test } from 'vitest'
import { unsentWords } from './unsent-words.ts'

test('what is on this device alone is counted by what became of it', () => {
  expect(unsentWords({ queued: 0, failed: 0, drafts: 0 })).toBe('')
  expect(unsentWords({ queued: 0, failed: 0, drafts: 1 })).toBe('1 message is half written.')
  expect(unsentWords({ queued: 2, failed: 1, drafts: 3 })).toBe(
    '2 things wait to be sent, 1 thing could not be sent, and 3 messages are half written.',
  )
})
