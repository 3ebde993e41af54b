import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSafePost } from './safe-post.ts'
import { startReceiver, type Receiver } from './testing/receiver.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
beforeEach(() => {
  receiver.got.length = 0
})
afterAll(() => receiver.close())

const inside = createSafePost({ allowPrivate: true, timeoutMs: 400 })
const outside = createSafePost({ allowPrivate: false, timeoutMs: 400 })

test('a body arrives with its headers, and the status comes back', async () => {
  receiver.answerWith(202)
  expect(await inside(receiver.url, { 'parley-event': 'ping' }, '{}')).toEqual({ status: 202 })
  expect(receiver.got).toMatchObject([{ body: '{}', headers: { 'parley-event': 'ping' } }])
})

test.each([
  (port: number) => `http://127.0.0.1:${port}/`,
  (port: number) => `https://127.0.0.1:${port}/`,
  (port: number) => `https://localhost:${port}/`,
  (port: number) => `https://[::1]:${port}/`,
  (port: number) => `https://[::ffff:127.0.0.1]:${port}/`,
  (port: number) => `https://[::ffff:7f00:1]:${port}/`,
  (port: number) => `https://2130706433:${port}/`,
  (port: number) => `https://0x7f.1:${port}/`,
  (port: number) => `https://017700000001:${port}/`,
  (port: number) => `https://0.0.0.0:${port}/`,
  () => 'https://10.0.0.1/',
  () => 'https://172.16.0.1/',
  () => 'https://192.168.1.1/',
  () => 'https://169.254.169.254/latest/meta-data/',
  () => 'https://100.64.0.1/',
  () => 'https://[fe80::1]/',
  () => 'https://[fd00::1]/',
  () => 'https://[64:ff9b::7f00:1]/',
  () => 'http://example.org/',
  () => 'file:///etc/passwd',
  () => 'data:text/plain,x',
  () => 'gopher://127.0.0.1/',
])('what is not public is not connected to: %s', async (address) => {
  const told = await outside(address(receiver.port), {}, '{}')
  expect(told).toEqual({ error: expect.stringMatching(/address/) })
  expect(receiver.got).toEqual([])
})

test('a redirect is an answer like another, and is not followed', async () => {
  receiver.answerWith((response, { path }) =>
    path === '/hook'
      ? void response.writeHead(302, { location: `http://127.0.0.1:${receiver.port}/inner` }).end()
      : void response.writeHead(204).end(),
  )
  expect(await inside(receiver.url, {}, '{}')).toEqual({ status: 302 })
  expect(receiver.got.map(({ path }) => path)).toEqual(['/hook'])
})

test('who never answers is not waited for', async () => {
  receiver.answerWith(() => {})
  expect(await inside(receiver.url, {}, '{}')).toEqual({ error: 'No answer in time.' })
})

test('an answer without end is cut, and its status counts', async () => {
  receiver.answerWith((response) => {
    response.writeHead(200)
    const more = () => void response.write('x'.repeat(65_536), more)
    more()
    response.on('error', () => {})
  })
  expect(await inside(receiver.url, {}, '{}')).toEqual({ status: 200 })
})

test('what answers may be no web server', async () => {
  const garbage = createServer((socket) => {
    socket.on('error', () => {})
    socket.end('SSH-2.0-OpenSSH\r\n\u0000\u0001')
  })
  await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve))
  const { port } = garbage.address() as AddressInfo
  expect(await inside(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({
    error: expect.stringMatching(/web server|cut off/),
  })
  garbage.close()
  expect(await inside(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({
    error: 'The connection was refused.',
  })
})
