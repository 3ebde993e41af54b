import { expect, test } from 'vitest'
import { expiryWords, isAddress } from './invitation-words.ts'

const hourMs = 3_600_000
test.each([
  [7 * 24 * hourMs, 'expires in 7 days'],
  [47 * hourMs, 'expires in 47 hours'],
  [hourMs, 'expires soon'],
  [0, 'expired'],
])('%i ms left: %s', (left, words) => {
  expect(expiryWords(left, 0)).toBe(words)
})

test.each([
  ['bob@example.com', true],
  [' bob.o+x@mail.example.org ', true],
  ['bob', false],
  ['@bob', false],
  ['bob@localhost', false],
  ['bob@a.b, eve@a.b', false],
  ['Bob <bob@a.b>', false],
])('%j is an address: %s', (text, is) => {
  expect(isAddress(text)).toBe(is)
})
