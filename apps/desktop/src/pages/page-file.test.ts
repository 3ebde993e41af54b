import { expect, test } from 'vitest'
import { pageFile } from './page-file.ts'

test.each([
  ['app://parley', ['index.html']],
  ['app://parley/', ['index.html']],
  ['app://parley/rooms/0190-aa~0190-bb', ['index.html']],
  ['app://parley/rooms/', ['index.html']],
  ['app://parley/assets/index-1a2b.js?v=1#x', ['assets', 'index-1a2b.js']],
  ['app://parley/assets/inter%20latin.woff2', ['assets', 'inter latin.woff2']],
])('%s is %j', (address, parts) => {
  expect(pageFile(address)).toEqual(parts)
})

test.each([
  'app://parley/../secret.json',
  'app://parley/assets/../../secret.json',
  'app://parley/..%2f..%2fsecret.json',
  'app://parley/%2e%2e/secret.json',
  'app://parley/%2E%2E%5Csecret.json',
  'app://parley/..\\secret.json',
  'app://parley/assets%5c..%5csecret.json',
  'app://parley/C:/secret.json',
  'app://parley/c%3a%5csecret.json',
  'app://parley/index.html::$DATA',
  'app://parley/index.html%00.js',
  'app://parley/.built-from',
  'app://parley/assets/.env.js',
  'app://parley//etc/hosts.txt',
  'app://parley/assets//x.js',
  'app://parley/%e0%a4%a.js',
  'app://parley/%252e%252e/%2e%2e/x.js',
  'app://other/index.html',
  'app://parley.evil/index.html',
  'app://user@parley/index.html',
  'file:///index.html',
  'https://parley/index.html',
])('%s is outside the client', (address) => {
  expect(pageFile(address)).toBeNull()
})

test('a path encoded twice stays one name inside the client', () => {
  expect(pageFile('app://parley/a%252f..%252fb.js')).toEqual(['a%2f..%2fb.js'])
})
