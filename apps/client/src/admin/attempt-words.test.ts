import { expect, test } from 'vitest'
import { attemptWords } from './attempt-words.ts'

test('a delivery came through only when the receiver said yes', () => {
  expect(attemptWords({ status: 204, error: null })).toEqual({ said: 'answered 204', good: true })
  expect(attemptWords({ status: 302, error: null }).good).toBe(false)
  expect(attemptWords({ status: null, error: 'No answer in time.' })).toEqual({
    said: 'No answer in time.',
    good: false,
  })
})
