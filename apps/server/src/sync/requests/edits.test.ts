import { afterEach, beforeEach, expect, test } from 'vitest'
import { limits, type CommandId, type RoomId } from '@parley/protocol'
import { makeRoom, post } from '../../testing/rooms.ts'
import type { TestClient } from '../../testing/test-client.ts'
import {
  startTestServer,
  temporarySqliteStore,
  type TestServer,
} from '../../testing/test-server.ts'

let here: TestServer
let alice: TestClient
let bob: TestClient
let room: RoomId
let target: CommandId

beforeEach(async () => {
  here = await startTestServer({ store: temporarySqliteStore() })
  alice = await here.enter(await here.signUp('alice'))
  const person = await here.signUp('bob')
  bob = await here.enter(person)
  room = await makeRoom(alice, [person.person])
  target = alice.command(post(room, 'one'))
  await alice.next('ack')
})
afterEach(() => here.server.stop())

const ask = (message: CommandId, before: number | null = null, limit = 2) =>
  ({ t: 'edits.pull', rid: 7, room, message, before, limit }) as const

async function edit(text: string) {
  alice.command({ kind: 'message.edit', room, target, text })
  await alice.next('ack')
}

test('[T1] a member reads what a message said before, page by page', async () => {
  await edit('two')
  await edit('three')
  bob.send(ask(target))
  const first = await bob.next('edits.page')
  expect(first).toMatchObject({ rid: 7, room, message: target })
  expect(first.versions.map(({ text }) => text)).toEqual(['three', 'two'])
  bob.send(ask(target, first.next))
  const rest = await bob.next('edits.page')
  expect(rest.versions.map(({ text }) => text)).toEqual(['one'])
  expect(rest.next).toBeNull()
})

test('[T2] of a deleted message nothing can be read any more', async () => {
  await edit('two')
  alice.command({ kind: 'message.delete', room, target })
  await alice.next('ack')
  bob.send(ask(target))
  expect(await bob.next('refused')).toMatchObject({ rid: 7, code: 'message-deleted' })
})

test('[X1] [X3] who is not in the room is told of none, whether it has the message or not', async () => {
  const carol = await here.enter(await here.signUp('carol'))
  carol.send(ask(target))
  expect(await carol.next('refused')).toMatchObject({ rid: 7, code: 'room-unknown' })
})

test('a message of another room is unknown in this one', async () => {
  const other = await makeRoom(alice, [])
  const elsewhere = alice.command(post(other, 'elsewhere'))
  await alice.next('ack')
  alice.send(ask(elsewhere))
  expect(await alice.next('refused')).toMatchObject({ rid: 7, code: 'message-unknown' })
})

test('a notice has no versions', async () => {
  const id = alice.command({ kind: 'room.change', room, title: 'New', topic: null })
  await alice.next('ack')
  alice.send(ask(id))
  expect(await alice.next('refused')).toMatchObject({ rid: 7, code: 'message-unknown' })
})

test('long versions come in pages of so many bytes', async () => {
  const words = '漢'.repeat(limits.messageChars - 2)
  for (let count = 10; count < 26; count += 1) await edit(`${words}${count}`)
  const got: number[] = []
  for (let before: number | null = null, more = true; more;) {
    bob.send(ask(target, before, limits.versionsPerPage))
    const { versions, next } = await bob.next('edits.page')
    expect(Buffer.byteLength(JSON.stringify(versions))).toBeLessThan(limits.frameBytes + 1_000)
    got.push(...versions.map(({ seq }) => seq))
    before = next
    more = next !== null
  }
  expect(got).toEqual(got.toSorted((one, other) => other - one))
  expect(got).toHaveLength(17)
})
