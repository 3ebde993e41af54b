import { expect, test } from 'vitest'
import { addressOf } from './origins.ts'

test.each([
  [{ url: null, host: '127.0.0.1', port: 4180 }, 'http://localhost:4180'],
  [{ url: null, host: '0.0.0.0', port: 4180 }, 'http://localhost:4180'],
  [{ url: null, host: '192.0.2.7', port: 4180 }, 'http://192.0.2.7:4180'],
  [{ url: null, host: '2001:db8::7', port: 80 }, 'http://[2001:db8::7]'],
  [{ url: 'https://chat.example.org/x', host: '0.0.0.0', port: 4180 }, 'https://chat.example.org'],
])('%j is opened at %s', (options, url) => {
  const address = addressOf(options)
  expect(address.url).toBe(url)
  expect(address.origins).toContain(url)
})

test('the default answers pages of this machine under its three names, nothing else', () => {
  expect(addressOf({ url: null, host: '127.0.0.1', port: 80 }).origins).toEqual([
    'http://localhost',
    'http://127.0.0.1',
    'http://[::1]',
  ])
})

test('a given address is the only origin', () => {
  const { origins } = addressOf({ url: 'https://chat.example.org', host: '0.0.0.0', port: 4180 })
  expect(origins).toEqual(['https://chat.example.org'])
})
