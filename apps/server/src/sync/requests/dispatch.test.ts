import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeRoom } from '../../testing/rooms.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'

let here: TestServer
beforeEach(async () => {
  here = await startTestServer()
})
afterEach(() => here.server.stop())

test('addresses are tried at one rate a person, whatever the number of their sockets', async () => {
  const alice = await here.signUp('alice')
  let answered = 0
  const tryAll = async (times: number) => {
    const socket = await here.enter(alice)
    for (let rid = 0; rid < times; rid += 1)
      socket.send({ t: 'person.find', rid, query: `guess${rid}@example.com` })
    // Answered after everything before it.
    socket.send({ t: 'heads.check', rid: times, sum: 0 })
    await socket.next('heads')
    answered += socket.frames.filter((frame) => frame.t === 'person.found').length
    socket.ws.close()
    await socket.closed
  }
  for (let socket = 0; socket < 3; socket += 1) await tryAll(15)
  expect(answered).toBe(20)
  const bob = await here.enter(await here.signUp('bob'))
  bob.send({ t: 'person.find', rid: 1, query: 'alice' })
  expect((await bob.next('person.found')).person?.id).toBe(alice.person)
  here.clock.advance(10_000)
  await tryAll(15)
  expect(answered).toBe(25)
})

test('a look costs by the rooms it looks at', async () => {
  const [alice, bob] = [await here.signUp('alice'), await here.signUp('bob')]
  const [a, b] = [await here.enter(alice), await here.enter(bob)]
  const rooms = []
  for (let made = 0; made < 20; made += 1) rooms.push(await makeRoom(a, [bob.person]))
  for (const room of rooms) {
    b.command({ kind: 'read.mark', room, upTo: 1, base: 0 })
    await b.next('ack')
  }
  for (let look = 0; look < 50; look += 1) a.send({ t: 'look', rooms, people: [] })
  a.send({ t: 'heads.check', rid: 1, sum: 0 })
  await a.next('heads')
  const looks = a.frames.filter((frame) => frame.t === 'seen').length / rooms.length
  expect(looks).toBe(5)
})
