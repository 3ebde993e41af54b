import { expect, test } from 'vitest'
import { causeIn } from './install.mjs'

test("pnpm's cause is told without its drawing", () => {
  const output = `npm warn Unknown user config "x".
Error: ERR_PNPM_FROZEN_LOCKFILE

  × resolve
  ╰─▶ the lockfile is not up to date
`
  expect(causeIn(output)).toBe(
    'Error: ERR_PNPM_FROZEN_LOCKFILE resolve the lockfile is not up to date',
  )
})

test("npm's cause is told without its code words and log file", () => {
  const output = `npm error code ENOTFOUND
npm error network request to the registry failed
npm error A complete log of this run can be found in: x.log
`
  expect(causeIn(output)).toBe('ENOTFOUND network request to the registry failed')
})

test('output without an error still says something', () => {
  expect(causeIn('one\nstopped by SIGTERM\n')).toBe('stopped by SIGTERM')
  expect(causeIn('')).toBe('npx printed nothing')
})
