import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { createServerApi } from './server-api.ts'

const api = createServerApi(fetch)
const person = {
  id: '0190a000-0000-7000-8000-00000000000a',
  handle: 'alice',
  name: 'Alice',
  kind: 'person',
  timeZone: null,
  photo: null,
  status: null,
}
const signedIn = { person, email: 'alice@example.com', token: 't0ken', administrator: false }
const credentials = { email: 'alice@example.com', password: 'correct horse' }

let running: Server | null = null
afterEach(() => {
  running?.closeAllConnections()
  running?.close()
})

/** A server on this machine that answers so, and its address. */
async function serve(listener: RequestListener): Promise<string> {
  running = createServer(listener).listen(0, '127.0.0.1')
  await once(running, 'listening')
  return `http://127.0.0.1:${(running.address() as AddressInfo).port}`
}
const answering = (status: number, body: unknown) =>
  serve((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
  )

describe('a server tells of itself', () => {
  const info = (signUp: object) => ({
    name: 'Parley',
    version: '1.2.3',
    protocol: 1,
    signUp,
    samplePeople: [{ name: 'Alice', email: 'alice@example.com', password: 'x' }],
  })

  test.each([
    [{ open: true, needsSetupCode: false }, 'open'],
    [{ open: false, needsSetupCode: false }, 'closed'],
    [{ open: true, needsSetupCode: true }, 'needs-setup-code'],
  ])('%j is %s', async (signUp, kind) => {
    const server = await answering(200, info(signUp))
    expect(await api.info(server)).toEqual({
      ok: true,
      value: {
        address: server,
        name: 'Parley',
        version: '1.2.3',
        signUp: kind,
        sample: [{ name: 'Alice', role: '', email: 'alice@example.com', password: 'x' }],
      },
    })
  })

  test.each([
    [200, { name: 'Other' }],
    [200, null],
    [404, { message: 'not found' }],
    [500, { code: 'internal', message: 'x' }],
  ])('%s %j is another kind of server', async (status, body) => {
    const outcome = await api.info(await answering(status, body))
    expect(outcome.ok ? '' : outcome.error.code).toBe('not-parley')
  })

  test('a page of the web is another kind of server', async () => {
    const server = await serve((_request, response) => response.end('<!doctype html>'))
    const outcome = await api.info(server)
    expect(outcome.ok ? '' : outcome.error.code).toBe('not-parley')
  })

  test('an endless answer is not read to its end', async () => {
    const server = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      }
      response.on('drain', more)
      more()
    })
    const outcome = await api.info(server)
    expect(outcome.ok ? '' : outcome.error.code).toBe('not-parley')
  })

  test('nobody at the address is offline', async () => {
    const server = await answering(200, {})
    running?.close()
    await once(running!, 'close')
    const outcome = await api.info(server)
    expect(outcome.ok ? '' : outcome.error.code).toBe('offline')
  })
})

describe('signing in', () => {
  test('asks for a token, never for a cookie', async () => {
    let asked = ''
    const server = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => (asked += chunk.toString()))
      request.on('end', () => response.setHeader('set-cookie', 'a=b').end(JSON.stringify(signedIn)))
    })
    const outcome = await api.signIn(server, credentials)
    expect(JSON.parse(asked)).toEqual({ ...credentials, keep: 'token' })
    expect(outcome).toEqual({
      ok: true,
      value: { person, email: 'alice@example.com', token: 't0ken' },
    })
  })

  test('an answer without a token is no sign-in', async () => {
    const outcome = await api.signIn(
      await answering(200, { ...signedIn, token: null }),
      credentials,
    )
    expect(outcome.ok ? '' : outcome.error.code).toBe('not-parley')
  })

  test.each([
    [401, 'sign-in-wrong', 'wrong-credentials'],
    [429, 'rate-limited', 'rate-limited'],
    [500, 'internal', 'internal'],
    [418, 'invented', 'not-parley'],
  ])('%s %s is told as %s', async (status, code, told) => {
    const outcome = await api.signIn(await answering(status, { code, message: 'x' }), credentials)
    expect(outcome.ok ? '' : outcome.error.code).toBe(told)
  })

  test('a redirect never gets the password', async () => {
    const paths: string[] = []
    const server = await serve((request, response) => {
      paths.push(request.url ?? '')
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    const outcome = await api.signIn(server, credentials)
    expect(outcome.ok ? '' : outcome.error.code).toBe('offline')
    expect(paths).toEqual(['/api/v1/sign-in'])
  })
})

test('signing out carries the token in a header', async () => {
  let header = ''
  const server = await serve((request, response) => {
    header = `${request.method} ${request.url} ${request.headers.authorization}`
    response.writeHead(204).end()
  })
  expect(await api.signOut(server, 't0ken')).toBe(true)
  expect(header).toBe('POST /api/v1/sign-out Bearer t0ken')
})

test('any other call carries method, token and body, and its answer comes back as it is', async () => {
  const asked: unknown[] = []
  const server = await serve((request, response) => {
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.on('end', () => {
      asked.push([request.method, request.headers.authorization, text])
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":[1]}')
    })
  })
  const path = '/api/v1/invitations'
  const answers = [
    await api.call(server, { method: 'POST', path, body: { room: 'r' } }, 't0ken'),
    await api.call(server, { method: 'GET', path }, null),
  ]
  expect(asked).toEqual([
    ['POST', 'Bearer t0ken', '{"room":"r"}'],
    ['GET', undefined, ''],
  ])
  expect(answers).toEqual([1, 2].map(() => ({ ok: true, value: { a: [1] } })))
})
