import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePages } from './pages.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-pages-'))
const serve = servePages(join(dir, 'client'))
const ask = (path: string, init?: RequestInit) => serve(new Request(`app://parley${path}`, init))

beforeAll(() => {
  mkdirSync(join(dir, 'client/assets'), { recursive: true })
  writeFileSync(join(dir, 'secret.json'), 'secret')
  writeFileSync(join(dir, 'client/index.html'), '<!doctype html>')
  writeFileSync(join(dir, 'client/assets/a.js'), 'void 0')
  writeFileSync(join(dir, 'client/assets/a.js.map'), '{}')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('a file comes with its type', async () => {
  const response = await ask('/assets/a.js')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await response.text()).toBe('void 0')
})

test('a place in the interface is the page itself', async () => {
  expect(await (await ask('/rooms/1')).text()).toBe('<!doctype html>')
})

test.each(['/../secret.json', '/%2e%2e/secret.json', '/..%5csecret.json'])(
  '%s does not leave the client',
  async (path) => {
    const response = await ask(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  },
)

test.each(['/assets/missing.js', '/assets/a.js.map'])('%s does not exist', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('nothing can be sent to the client', async () => {
  expect((await ask('/', { method: 'POST', body: 'x' })).status).toBe(405)
  expect(await (await ask('/', { method: 'HEAD' })).text()).toBe('')
})

describe('the policy of every answer', () => {
  const policyOf = async (path: string) => {
    const { headers } = await ask(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const policy = headers.get('content-security-policy') ?? ''
    return new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]))
  }

  test.each(['/', '/assets/a.js', '/missing.js'])('%s has it', async (path) => {
    expect((await policyOf(path)).get('default-src')).toBe("default-src 'none'")
  })

  test('it names no server, no inline script, no eval', async () => {
    const policy = await policyOf('/')
    const sources = [...policy.values()].flatMap((rule) => rule.split(' ').slice(1))
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", 'blob:', 'data:', "'script'"]))
    expect(policy.get('script-src')).toBe("script-src 'self'")
    expect(policy.get('connect-src')).toBe("connect-src 'self'")
    expect(policy.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'")
    for (const rule of ['object-src', 'base-uri', 'frame-ancestors', 'form-action'])
      expect(policy.get(rule)).toBe(`${rule} 'none'`)
  })
})
