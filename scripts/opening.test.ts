import { expect, test } from 'vitest'
import { hasDisplay, openerOf } from './opening.ts'

test('a Linux session without X or Wayland has no display; other systems have one', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('win32', {})).toBe(true)
})

test.each(['linux', 'darwin', 'win32'])(
  'on %s the address is an argument, never shell text',
  (platform) => {
    const address = 'http://localhost:4180/?a=1&b=2'
    expect(openerOf(platform, address)[1].at(-1)).toBe(address)
  },
)
