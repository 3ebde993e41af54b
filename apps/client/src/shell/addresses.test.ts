import { expect, test } from 'vitest'
import { messageAddress, placeOf } from './addresses.ts'

const server = 'https://parley.example.com'

test('[T5] the address of a message leads back to it', () => {
  const address = messageAddress(`${server}/`, 'a~b', 'm1')
  expect(address).toBe(`${server}/r/a~b/m/m1`)
  expect(placeOf(address, server)).toEqual({ room: 'a~b', message: 'm1' })
  expect(placeOf(`${server}/r/a`, server)).toEqual({ room: 'a' })
})

test('an address elsewhere, or of something else, leads nowhere here', () => {
  for (const href of [
    'https://other.example.com/r/a/m/b',
    `${server}/files/r/a`,
    `${server}/r/a/x/b`,
    `${server}/r/a?next=b`,
    'not an address',
  ])
    expect(placeOf(href, server)).toBeUndefined()
})
