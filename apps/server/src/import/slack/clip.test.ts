import { expect, test } from 'vitest'
import { clip } from './clip.ts'

test.each([
  ['  as it is ', 20, 'as it is'],
  ['cut here', 4, 'cut'],
  ['a👍b', 2, 'a'],
  ['a👍b', 3, 'a👍'],
  ['half \ud83d', 20, 'half \ufffd'],
])('%j within %i is %j', (text, maxChars, cut) => {
  expect(clip(text, maxChars)).toBe(cut)
})
