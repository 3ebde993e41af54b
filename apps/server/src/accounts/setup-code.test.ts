import { expect, test } from 'vitest'
import { isSetupCode, newSetupCode } from './setup-code.ts'

test('a code reads off a terminal: three groups of four letters that nobody confuses', () => {
  expect(newSetupCode()).toMatch(/^([2-9a-hjkmnp-z]{4}-){2}[2-9a-hjkmnp-z]{4}$/)
  expect(newSetupCode()).not.toBe(newSetupCode())
})

test.each([
  ['abcd-efgh-jkmn', true],
  [' ABCDEFGH JKMN ', true],
  ['abcd-efgh-jkmm', false],
  ['', false],
])('typed as %j: %s', (given, right) => {
  expect(isSetupCode('abcd-efgh-jkmn', given)).toBe(right)
})
