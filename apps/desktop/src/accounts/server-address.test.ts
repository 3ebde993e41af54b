import { expect, test } from 'vitest'
import { isServerAddress, parseServerAddress } from './server-address.ts'

test.each([
  ['chat.example.com', 'https://chat.example.com'],
  [' https://Chat.Example.com/ ', 'https://chat.example.com'],
  ['https://chat.example.com:8443/rooms/1?x#y', 'https://chat.example.com:8443'],
  ['chat.example.com:443', 'https://chat.example.com'],
  ['localhost:4180', 'http://localhost:4180'],
  ['http://localhost:4180/', 'http://localhost:4180'],
  ['https://localhost:4180', 'https://localhost:4180'],
  ['127.0.0.1', 'http://127.0.0.1'],
  ['[::1]:4180', 'http://[::1]:4180'],
  ['bücher.example', 'https://xn--bcher-kva.example'],
])('%j is %s', (typed, address) => {
  expect(parseServerAddress(typed)).toEqual({ ok: true, address })
  expect(isServerAddress(address)).toBe(true)
})

test.each([
  '',
  ' ',
  'not an address',
  'ftp://chat.example.com',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://user:pass@chat.example.com',
  'chat.example.com@evil.example',
  'https://https://chat.example.com',
  'https://',
  'a'.repeat(300),
])('%j is no address', (typed) => {
  const parsed = parseServerAddress(typed)
  expect(parsed.ok ? '' : parsed.sentence).toMatch(/not an address/)
})

test.each([
  'http://chat.example.com',
  'http://192.168.0.9:4180',
  'http://127.0.0.1.evil.example',
  'HTTP://localhost.evil.example',
])('%s would carry the password in the open', (typed) => {
  const parsed = parseServerAddress(typed)
  expect(parsed.ok ? '' : parsed.sentence).toMatch(/https/)
})

test.each(['https://chat.example.com/', 'chat.example.com', 'https://chat.example.com/x'])(
  '%s is not how an address is kept',
  (text) => expect(isServerAddress(text)).toBe(false),
)
