import { expect, test } from 'vitest'
import { launchOptions } from './launch-options.ts'

const nothing = { server: null, profile: null }

test('a server and a profile are taken', () => {
  expect(
    launchOptions(['electron', '.', '--server=http://localhost:4180', '--profile=/tmp/x']),
  ).toEqual({ server: 'http://localhost:4180', profile: '/tmp/x' })
})

test.each([
  [],
  ['--server'],
  ['--server='],
  ['--server=javascript:alert(1)'],
  ['--server=http://evil.example'],
  ['-server=https://chat.example.com'],
  ['https://chat.example.com'],
  ['--profile='],
  ['--profile=relative/path'],
  ['--no-sandbox', '--inspect=9229', '--remote-debugging-port=1'],
])('%j changes nothing', (...argv) => {
  expect(launchOptions(argv)).toEqual(nothing)
})
