import { afterEach, expect, test } from 'vitest'
import { limits } from '@parley/protocol'
import type { Store } from '../store/port.ts'
import { heard, makeRoom, post } from '../testing/rooms.ts'
import { connect } from '../testing/test-client.ts'
import { memoryStore, startTestServer, type TestServer } from '../testing/test-server.ts'

let here: TestServer
afterEach(() => here.server.stop())

/** A store whose commits are done, but not known to be durable before `release` is called. */
function heldStore() {
  const inner = memoryStore()
  let gate: Promise<void> = Promise.resolve()
  let release = () => {}
  let reached = () => {}
  const store: Store = {
    ...inner,
    async commit(batch) {
      const committed = await inner.commit(batch)
      reached()
      await gate
      return committed
    },
  }
  return {
    store,
    /** Holds the commits from here on; resolves when one waits. */
    hold() {
      gate = new Promise((resolve) => (release = resolve))
      return new Promise<void>((resolve) => (reached = resolve))
    },
    release: () => release(),
  }
}

test('[L2] nothing is acknowledged and nobody is told before the commit is durable', async () => {
  const held = heldStore()
  here = await startTestServer({ store: held.store })
  const [alice, bob] = [await here.signUp('alice'), await here.signUp('bob')]
  const [a, b] = [await here.enter(alice), await here.enter(bob)]
  const room = await makeRoom(a, [bob.person])
  await b.next('room.entries')
  const told = a.frames.length
  const waits = held.hold()
  a.command(post(room, 'not yet'))
  await waits
  // Both sockets answer this after everything that was written to them before.
  for (const client of [a, b]) {
    client.send({ t: 'person.find', rid: 1, query: 'nobody' })
    await client.next('person.found')
  }
  expect(heard(b, room)).toEqual([[1, 'room.created']])
  expect(a.frames.slice(told).map((frame) => frame.t)).toEqual(['person.found'])
  held.release()
  await a.next('ack')
  await b.next('room.entries')
  const last = a.frames.slice(told).map((frame) => frame.t)
  expect(last).toEqual(['person.found', 'room.entries', 'ack'])
})

test('a failed commit is a passing refusal, and nobody is told anything', async () => {
  const inner = memoryStore()
  let fails = false
  here = await startTestServer({
    store: {
      ...inner,
      commit: (batch) => (fails ? Promise.reject(new Error('disk')) : inner.commit(batch)),
    },
  })
  const a = await here.enter(await here.signUp('alice'))
  const room = await makeRoom(a, [])
  fails = true
  const id = a.command(post(room, 'again'))
  const nack = await a.next('nack')
  expect(nack.retryMs).toBeGreaterThan(0)
  // [K5] what was on its way behind it waits until it has come again.
  fails = false
  a.command(post(room, 'later'))
  expect(await a.next('nack')).toMatchObject({ code: 'rate-limited' })
  a.command(post(room, 'again'), id)
  await a.next('ack')
  expect(heard(a, room)).toHaveLength(2)
})

test('a flood of commands is held back, not dropped', async () => {
  here = await startTestServer()
  const a = await here.enter(await here.signUp('alice'))
  const room = await makeRoom(a, [])
  for (let sent = 0; sent < limits.commandsBurst; sent += 1) a.command(post(room, 'x'))
  const nack = await a.next('nack')
  expect(nack).toMatchObject({ code: 'rate-limited' })
  expect(nack.retryMs).toBeGreaterThan(0)
  here.clock.advance(nack.retryMs ?? 0)
  a.command(post(room, 'x'), nack.id)
  const acks = limits.commandsBurst
  for (let seen = 1; seen <= acks; seen += 1) await a.next('ack')
})

test('[W5] a slow reader costs a bounded number of bytes and the others nothing', async () => {
  here = await startTestServer()
  const [alice, bob] = [await here.signUp('alice'), await here.signUp('bob')]
  const [a, b] = [await here.enter(alice), await here.enter(bob)]
  const room = await makeRoom(a, [bob.person])
  await b.next('room.entries')
  b.ws.pause()
  const words = 'x'.repeat(limits.messageChars)
  const sockets = here.server.app.websocketServer.clients
  let most = 0
  for (let sent = 0; sockets.size === 2 && sent < 2_000; sent += 1) {
    a.command(post(room, words))
    await a.next('ack')
    for (const ws of sockets) most = Math.max(most, ws.bufferedAmount)
    here.clock.advance(100)
  }
  expect(sockets.size).toBe(1)
  expect(most).toBeLessThan(limits.slowReaderBytes + limits.frameBytes)
  a.command(post(room, 'still here'))
  await a.next('ack')
  b.ws.terminate()
})

test('stopping answers what was taken, says so to every socket and lets nobody in', async () => {
  here = await startTestServer()
  const a = await here.enter(await here.signUp('alice'))
  const room = await makeRoom(a, [])
  a.command(post(room, 'the last word'))
  await a.next('ack')
  await here.server.stop()
  expect(await a.next('closing')).toEqual({ t: 'closing', code: 'shutting-down' })
  expect(await a.closed).toEqual({ code: 1001 })
  await expect(here.request('/healthz')).rejects.toThrow()
})

test('who comes while the server stops is told so, and what is left then is cut', async () => {
  here = await startTestServer()
  const alice = await here.signUp('alice')
  const deaf = await here.enter(alice)
  const early = await connect(here.port)
  deaf.ws.pause()
  const stopping = here.server.stop()
  early.hello({ token: alice.token })
  expect(await early.next('closing')).toEqual({ t: 'closing', code: 'shutting-down' })
  const late = await connect(here.port)
  expect(await late.next('closing')).toEqual({ t: 'closing', code: 'shutting-down' })
  here.clock.advance(500)
  await stopping
  deaf.ws.resume()
  await deaf.closed
})

test('[W5] a batch of the longest messages closes nobody who reads', async () => {
  here = await startTestServer()
  const a = await here.enter(await here.signUp('alice'))
  const bob = await here.signUp('bob')
  const b = await here.enter(bob)
  const room = await makeRoom(a, [bob.person])
  const text = '漢'.repeat(limits.messageChars)
  for (let n = 0; n < 120; n += 1) a.command(post(room, text))
  const last = 121
  while (heard(b, room).length < last && b.ws.readyState === b.ws.OPEN)
    await Promise.race([b.next('room.entries'), b.closed])
  expect(heard(b, room)).toHaveLength(last)
})
