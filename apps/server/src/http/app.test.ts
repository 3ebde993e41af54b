import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, post, startTestServer, type TestServer } from '../testing/test-server.ts'

let here: TestServer
const folder = mkdtempSync(join(tmpdir(), 'parley-client-'))

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parley</title>')
  writeFileSync(join(folder, 'sw.js'), '1')
  writeFileSync(join(folder, 'assets', 'index-4f3a.js'), '2')
  here = await startTestServer({ webClientFolder: folder })
})
afterAll(async () => {
  await here.server.stop()
  rmSync(folder, { recursive: true })
})

type Described = {
  openapi: string
  paths: Record<string, Record<string, { responses: object }>>
}

const page = { headers: { accept: 'text/html' } }

test.each(['/', '/index.html', '/rooms/some-room', '/sign-in'])(
  '%s is the client, asked for anew each time',
  async (path) => {
    const answer = await here.request(path, page)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('<title>Parley</title>')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  },
)

test('files named after their content are kept for good, the service worker is not', async () => {
  const asset = await here.request('/assets/index-4f3a.js')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await here.request('/sw.js')).headers.get('cache-control')).toBe('no-cache')
})

test.each(['/assets/gone.js', '/api/v1/nothing', '/..%2f..%2fetc/passwd', '/%2e%2e/secret'])(
  '%s is nothing, said with a code',
  async (path) => {
    const answer = await here.request(path)
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }])
  },
)

test('every answer carries the strict policy', async () => {
  for (const path of ['/', '/api/v1/server', '/api/v1/nothing', '/assets/index-4f3a.js']) {
    const { headers } = await here.request(path, page)
    const policy = headers.get('content-security-policy')?.split(';') ?? []
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "font-src 'self'",
      "connect-src 'self' ws://parley.test",
      "worker-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})

test('what may be about a person is kept by no cache', async () => {
  for (const path of [
    '/api/v1/session',
    '/api/v1/sessions',
    '/api/v1/server',
    '/api/openapi.json',
  ]) {
    const answer = await here.request(path)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  }
})

test('the description is OpenAPI 3.1, and every route has its answers', async () => {
  const described = (await (await here.request('/api/openapi.json')).json()) as Described
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths).sort()).toEqual([
    '/api/v1/admin/health',
    '/api/v1/admin/people',
    '/api/v1/admin/people/{person}',
    '/api/v1/admin/settings',
    '/api/v1/admin/tokens',
    '/api/v1/admin/tokens/{id}',
    '/api/v1/admin/webhooks',
    '/api/v1/admin/webhooks/{id}',
    '/api/v1/admin/webhooks/{id}/deliveries',
    '/api/v1/admin/webhooks/{id}/deliveries/{attempt}/redeliver',
    '/api/v1/admin/webhooks/{id}/enable',
    '/api/v1/admin/webhooks/{id}/ping',
    '/api/v1/files/{id}',
    '/api/v1/invitations',
    '/api/v1/invitations/accept',
    '/api/v1/invitations/look-up',
    '/api/v1/invitations/{id}',
    '/api/v1/invitations/{id}/resend',
    '/api/v1/photos',
    '/api/v1/rooms',
    '/api/v1/rooms/{room}',
    '/api/v1/rooms/{room}/contract',
    '/api/v1/rooms/{room}/contract/end',
    '/api/v1/rooms/{room}/members',
    '/api/v1/rooms/{room}/members/{person}',
    '/api/v1/rooms/{room}/messages',
    '/api/v1/server',
    '/api/v1/session',
    '/api/v1/sessions',
    '/api/v1/sessions/end-others',
    '/api/v1/sessions/{id}',
    '/api/v1/sign-in',
    '/api/v1/sign-out',
    '/api/v1/sign-up',
    '/api/v1/webhooks',
    '/api/v1/webhooks/{id}',
    '/api/v1/webhooks/{id}/deliveries',
    '/api/v1/webhooks/{id}/deliveries/{attempt}/redeliver',
    '/api/v1/webhooks/{id}/enable',
    '/api/v1/webhooks/{id}/ping',
  ])
  for (const methods of Object.values(described.paths))
    for (const { responses } of Object.values(methods))
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
})

test('who runs the server sees that it lives and what it does', async () => {
  expect((await here.request('/healthz')).status).toBe(200)
  expect((await here.request('/readyz')).status).toBe(200)
  const metrics = await (await here.request('/metrics')).text()
  expect(metrics).toMatch(/^parley_sync_sockets 0$/m)
  expect(metrics).toMatch(/^parley_process_resident_memory_bytes \d/m)
})

test('the world does not see the numbers through a proxy', async () => {
  const answer = await here.request('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(answer.status).toBe(404)
})

test('behind a proxy the caller is who the proxy names, whatever they say themselves', async () => {
  const behind = await startTestServer({ trustProxy: true, attemptsPerMinute: 5 })
  const answers: number[] = []
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const { status } = await post(
      behind.request,
      '/api/v1/sign-in',
      { email: 'alice@example.com', password },
      { 'x-forwarded-for': `198.51.100.${attempt}, 203.0.113.9` },
    )
    answers.push(status)
  }
  await behind.server.stop()
  expect(answers.filter((status) => status === 429)).toHaveLength(3)
})
