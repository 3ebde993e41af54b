import { expect, test } from 'vitest'
import { isOwnAddress } from './app-address.ts'

test.each(['app://parley', 'app://parley/', 'app://parley/rooms/1?x#y'])(
  '%s is ours',
  (address) => {
    expect(isOwnAddress(address)).toBe(true)
  },
)

test.each([
  '',
  'app:',
  'app://',
  'app://parley.evil/',
  'app://parley@evil/',
  'app://evil@parley/',
  'app://parley:80/',
  'app://files/',
  'APP://parley/',
  'https://parley/',
  'file:///parley/',
  'null',
])('%j is not ours', (address) => {
  expect(isOwnAddress(address)).toBe(false)
})
