import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '@parley/protocol'
import { connect, newId } from '../testing/test-client.ts'
import {
  origin,
  startTestServer,
  type TestPerson,
  type TestServer,
} from '../testing/test-server.ts'

let here: TestServer
let alice: TestPerson
let bob: TestPerson

beforeAll(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
  bob = await here.signUp('bob')
})
afterAll(() => here.server.stop())

describe('[X5] a socket with a cookie needs the exact Origin', () => {
  test('the exact one is welcomed', async () => {
    const client = await connect(here.port, { origin, cookie: alice.cookie })
    client.hello()
    expect(await client.next('welcome')).toMatchObject({ person: alice.person })
    client.ws.close()
  })

  test.each([
    ['missing', undefined],
    ['null', 'null'],
    ['a file', 'file://'],
    ['a look-alike', 'http://parley.test.evil.example'],
    ['a prefix', 'http://evil-parley.test'],
    ['another port', 'http://parley.test:8080'],
    ['another scheme', 'https://parley.test'],
    ['another case', 'http://Parley.test'],
    ['with a path', 'http://parley.test/'],
    ['two at once', 'http://parley.test http://evil.example'],
  ])('%s is not', async (_name, given) => {
    const headers = given === undefined ? {} : { origin: given }
    const client = await connect(here.port, { ...headers, cookie: alice.cookie })
    client.hello()
    expect(await client.next('closing')).toEqual({ t: 'closing', code: 'wrong-origin' })
    await client.closed
  })

  test('a foreign page may not use a bearer token either', async () => {
    const client = await connect(here.port, { origin: 'http://evil.example' })
    client.hello({ token: alice.token })
    expect(await client.next('closing')).toEqual({ t: 'closing', code: 'wrong-origin' })
  })
})

describe('[W1] a first frame that does not fit is answered with a code', () => {
  const device = newId()
  const hello = { t: 'hello', version: 1, device, token: 'made.up', person: null }
  test.each([
    ['no JSON', '{', 'bad-frame'],
    ['another frame', JSON.stringify({ t: 'activity.set', active: true }), 'bad-frame'],
    ['a field too many', JSON.stringify({ ...hello, extra: 1 }), 'bad-frame'],
    ['no device', JSON.stringify({ ...hello, device: 'x' }), 'bad-frame'],
    ['a token too long', JSON.stringify({ ...hello, token: 'x'.repeat(5_000) }), 'bad-frame'],
    ['another version', JSON.stringify({ ...hello, version: 99 }), 'unsupported-version'],
    ['a made-up token', JSON.stringify(hello), 'unauthenticated'],
    ['more than 16 KB', 'x'.repeat(limits.helloBytes + 1), 'frame-too-large'],
  ])('%s', async (_name, text, code) => {
    const client = await connect(here.port)
    client.sendText(text)
    expect(await client.next('closing')).toEqual({ t: 'closing', code })
    await client.closed
  })

  test("somebody else's cache", async () => {
    const client = await connect(here.port)
    client.hello({ token: alice.token, person: bob.person })
    expect(await client.next('closing')).toEqual({ t: 'closing', code: 'other-person' })
  })

  test('nothing within 5 s', async () => {
    const client = await connect(here.port)
    // Answered by the server's side of the socket, so that it surely stands before the clock moves.
    await new Promise((resolve) => client.ws.once('pong', resolve).ping())
    here.clock.advance(limits.helloMs)
    expect(await client.next('closing')).toEqual({ t: 'closing', code: 'hello-late' })
  })

  test('a second hello', async () => {
    const client = await here.enter(alice)
    client.hello({ token: alice.token })
    expect(await client.next('closing')).toEqual({ t: 'closing', code: 'bad-frame' })
  })
})
