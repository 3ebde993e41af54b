import { headSum } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeRoom, heard, post } from '../testing/rooms.ts'
import { newId, newRoom } from '../testing/test-client.ts'
import {
  memoryStore,
  startTestServer,
  temporarySqliteStore,
  type TestPerson,
  type TestServer,
} from '../testing/test-server.ts'

describe.each([
  ['memory', memoryStore],
  ['SQLite', temporarySqliteStore],
])('sockets over the %s store', (_name, openStore) => {
  let here: TestServer
  let alice: TestPerson
  let bob: TestPerson

  beforeEach(async () => {
    here = await startTestServer({ store: openStore() })
    alice = await here.signUp('alice')
    bob = await here.signUp('bob')
  })
  afterEach(() => here.server.stop())

  test('what one posts, both get, in one order', async () => {
    const [a, b] = [await here.enter(alice), await here.enter(bob)]
    const room = await makeRoom(a, [bob.person])
    await b.next('room.entries')
    a.command(post(room, 'one'))
    b.command(post(room, 'two'))
    await Promise.all([a.next('ack'), b.next('ack')])
    const order = heard(a, room)
    expect(order).toEqual([
      [1, 'room.created'],
      [2, 'message.posted'],
      [3, 'message.posted'],
    ])
    expect(heard(b, room)).toEqual(order)
  })

  test('[K3] a resend gets the first answer and is told nobody again', async () => {
    const a = await here.enter(alice)
    const room = await makeRoom(a, [])
    const id = newId()
    a.command(post(room, 'once'), id)
    const first = await a.next('ack')
    a.command(post(room, 'once'), id)
    expect(await a.next('ack')).toEqual(first)
    a.command(post(room, 'something else'), id)
    expect(await a.next('nack')).toMatchObject({ id, code: 'id-reused', retryMs: null })
    expect(heard(a, room)).toHaveLength(2)
  })

  test('[X1] a room one is not in answers like one that does not exist', async () => {
    const [a, b] = [await here.enter(alice), await here.enter(bob)]
    const room = await makeRoom(a, [])
    for (const asked of [room, newRoom()]) {
      b.send({ t: 'history.pull', rid: 1, room: asked, edge: 9, direction: 'back', limit: 5 })
      expect(await b.next('refused')).toEqual({ t: 'refused', rid: 1, code: 'room-unknown' })
      b.send({ t: 'items.pull', rid: 2, room: asked, ids: [newId()] })
      expect(await b.next('refused')).toEqual({ t: 'refused', rid: 2, code: 'room-unknown' })
      b.send({ t: 'changes.pull', rid: 3, room: asked, after: 1, from: 1 })
      expect(await b.next('refused')).toEqual({ t: 'refused', rid: 3, code: 'room-unknown' })
      b.send({ t: 'room.pull', rid: 4, rooms: [{ room: asked, after: null }] })
      expect((await b.next('room.pages')).pages).toEqual([{ kind: 'gone', room: asked }])
      b.command(post(asked, 'let me in'))
      expect(await b.next('nack')).toMatchObject({ code: 'room-unknown' })
    }
    expect(b.frames.some((frame) => frame.t === 'room.entries')).toBe(false)
  })

  test('[L7] a pull answers with entries, and with a reset for a cursor of another log', async () => {
    const a = await here.enter(alice)
    const room = await makeRoom(a, [])
    const id = a.command(post(room, 'hello'))
    const { seq } = await a.next('ack')
    const first = a.frames.find((frame) => frame.t === 'room.entries')?.entries[0]
    const pull = async (after: { seq: number; id: typeof id } | null) => {
      a.send({ t: 'room.pull', rid: 7, rooms: [{ room, after }] })
      return (await a.next('room.pages')).pages[0]
    }
    expect(await pull({ seq: 1, id: first?.id ?? id })).toMatchObject({
      kind: 'entries',
      from: 1,
      head: 2,
      entries: [{ seq: 2, id }],
    })
    expect(await pull(null)).toMatchObject({
      kind: 'snapshot',
      why: 'new',
      id,
      page: { asOf: seq },
    })
    expect(await pull({ seq: 1, id: newId() })).toMatchObject({ kind: 'snapshot', why: 'reset' })
    expect(await pull({ seq: 99, id })).toMatchObject({ kind: 'snapshot', why: 'reset' })
  })

  test('[L11] [L12] catch-up names what differs; equal sums of heads are the same', async () => {
    const a = await here.enter(alice)
    const room = await makeRoom(a, [])
    a.send({ t: 'catch-up', rid: 1, personal: 0, rooms: [] })
    const { personal, rooms } = await a.next('heads')
    expect(rooms).toEqual([[room, 1]])
    const created = a.frames.find((frame) => frame.t === 'room.entries')?.entries[0]
    a.send({ t: 'catch-up', rid: 2, personal, rooms: [[room, 1, created?.id ?? newId()]] })
    expect((await a.next('heads')).rooms).toEqual([])
    a.send({ t: 'heads.check', rid: 3, sum: headSum(personal, [1]) })
    expect(await a.next('heads.same')).toEqual({ t: 'heads.same', rid: 3 })
    a.send({ t: 'heads.check', rid: 4, sum: headSum(personal, []) })
    expect(await a.next('heads')).toMatchObject({ rid: 4, rooms: [[room, 1]] })
  })

  test('[L5] the personal log comes in pages that reach the head', async () => {
    const a = await here.enter(alice)
    const room = await makeRoom(a, [])
    a.command({ kind: 'favourite.change', room, on: true })
    await a.next('ack')
    a.send({ t: 'personal.pull', rid: 1, after: 0 })
    const page = await a.next('personal.page')
    expect(page.items.map((item) => item.kind)).toEqual(['me', 'membership', 'favourite'])
    expect([page.from, page.to]).toEqual([0, page.head])
  })

  test('[W4] typing, seen and presence reach only who looks', async () => {
    const [a, b] = [await here.enter(alice), await here.enter(bob)]
    const room = await makeRoom(a, [bob.person])
    await b.next('room.entries')
    b.send({ t: 'typing.set', room, on: true })
    a.send({ t: 'look', rooms: [room], people: [bob.person] })
    expect((await a.next('presence')).people).toEqual([[bob.person, 'active']])
    b.send({ t: 'typing.set', room, on: false })
    expect(await a.next('typing')).toMatchObject({ person: bob.person, on: false })
    b.command({ kind: 'read.mark', room, upTo: 1, base: 0 })
    expect((await a.next('seen')).marks).toEqual([[bob.person, 1]])
    b.ws.close()
    expect((await a.next('presence')).people).toEqual([[bob.person, 'offline']])
    expect(b.frames.some((frame) => ['typing', 'seen', 'presence'].includes(frame.t))).toBe(false)
  })

  test('[X5] a refresh names the same person', async () => {
    const a = await here.enter(alice)
    a.send({ t: 'session.refresh', rid: 1, token: alice.token })
    expect(await a.next('refreshed')).toEqual({ t: 'refreshed', rid: 1 })
    a.send({ t: 'session.refresh', rid: 2, token: bob.token })
    expect(await a.next('refused')).toMatchObject({ rid: 2, code: 'other-person' })
    a.send({ t: 'session.refresh', rid: 3, token: 'made.up' })
    expect(await a.next('refused')).toMatchObject({ rid: 3, code: 'unauthenticated' })
  })
})
