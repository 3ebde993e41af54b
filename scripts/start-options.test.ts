import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startOptions } from './start-options.ts'
import { StepFailed } from './steps.ts'

test('without options: port 4180, ./data, opened, with the sample', () => {
  expect(startOptions([])).toEqual({
    port: 4180,
    data: resolve('data'),
    open: true,
    sample: true,
    help: false,
  })
})

test('--no-open and --no-sample switch off; a folder becomes absolute', () => {
  expect(
    startOptions(['--no-open', '--no-sample', '--port', '0', '--data=elsewhere']),
  ).toMatchObject({ port: 0, data: resolve('elsewhere'), open: false, sample: false })
})

test.each([['--port', 'abc'], ['--port', '65536'], ['--port', '-1'], ['--prot', '1'], ['extra']])(
  'refuses %s %s with a sentence',
  (...args) => {
    expect(() => startOptions(args)).toThrow(StepFailed)
  },
)
