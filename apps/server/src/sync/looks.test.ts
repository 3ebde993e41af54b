import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PresenceState } from '@parley/protocol'
import { makeRoom, post } from '../testing/rooms.ts'
import type { TestClient } from '../testing/test-client.ts'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

let here: TestServer
let alice: TestPerson
let bob: TestPerson
let a: TestClient

beforeEach(async () => {
  here = await startTestServer()
  alice = await here.signUp('alice')
  bob = await here.signUp('bob')
  a = await here.enter(alice)
})
afterEach(() => here.server.stop())

/** Everything sent to alice before this is there when it resolves. */
async function settled(...others: TestClient[]) {
  for (const client of [...others, a]) {
    client.send({ t: 'heads.check', rid: 1, sum: 0 })
    await client.next('heads')
  }
}
const bobStates = (): PresenceState[] =>
  a.frames.flatMap((frame) =>
    frame.t === 'presence'
      ? frame.people.flatMap(([person, state]) => (person === bob.person ? [state] : []))
      : [],
  )

test('[W4] presence follows the sockets a person has: the active one goes, another comes', async () => {
  const [active, idle] = [await here.enter(bob), await here.enter(bob)]
  await makeRoom(a, [bob.person])
  idle.send({ t: 'activity.set', active: false })
  await settled(idle)
  a.send({ t: 'look', rooms: [], people: [bob.person] })
  await settled()
  active.ws.close()
  await active.closed
  await settled(idle)
  expect(bobStates()).toEqual(['active', 'idle'])
  const third = await here.enter(bob)
  await settled(third)
  expect(bobStates()).toEqual(['active', 'idle', 'active'])
  third.ws.close()
  idle.ws.close()
  await Promise.all([third.closed, idle.closed])
  await settled()
  expect(bobStates().at(-1)).toBe('offline')
})

test('[W4] presence begins with the first room two people share and ends with the last', async () => {
  const b = await here.enter(bob)
  a.send({ t: 'look', rooms: [], people: [bob.person] })
  await settled(b)
  expect(bobStates()).toEqual(['offline'])
  const first = await makeRoom(a, [bob.person])
  await settled(b)
  expect(bobStates()).toEqual(['offline', 'active'])
  const second = await makeRoom(a, [bob.person])
  a.command({ kind: 'member.remove', room: first, person: bob.person })
  await a.next('ack')
  await settled(b)
  expect(bobStates()).toEqual(['offline', 'active'])
  a.command({ kind: 'member.remove', room: second, person: bob.person })
  await a.next('ack')
  await settled(b)
  expect(bobStates()).toEqual(['offline', 'active', 'offline'])
})

test('[W4] who loses their own last room with a person sees them go', async () => {
  const b = await here.enter(bob)
  const room = await makeRoom(b, [alice.person])
  a.send({ t: 'look', rooms: [], people: [bob.person] })
  await settled(b)
  b.command({ kind: 'member.remove', room, person: alice.person })
  await b.next('ack')
  await settled(b)
  expect(bobStates()).toEqual(['active', 'offline'])
})

test('[U2] seen says how far somebody read, own posts included, and nothing of "mark as unread"', async () => {
  const b = await here.enter(bob)
  const room = await makeRoom(a, [bob.person])
  for (const text of ['one', 'two', 'three']) {
    a.command(post(room, text))
    await a.next('ack')
  }
  b.command(post(room, 'four'))
  await b.next('ack')
  a.send({ t: 'look', rooms: [room], people: [] })
  expect((await a.next('seen')).marks).toEqual([[bob.person, 5]])
  b.command({ kind: 'read.mark', room, upTo: 3, base: 0 })
  await b.next('ack')
  expect((await a.next('seen')).marks).toEqual([[bob.person, 5]])
  b.command({ kind: 'read.unmark', room, from: 2, base: 1 })
  await b.next('ack')
  await settled(b)
  expect(a.frames.filter((frame) => frame.t === 'seen')).toHaveLength(2)
  // Nor does a new look tell what is marked unread.
  a.send({ t: 'look', rooms: [room], people: [] })
  await settled(b)
  expect(a.frames.filter((frame) => frame.t === 'seen')).toHaveLength(2)
})
