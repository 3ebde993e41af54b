import { afterEach, beforeEach, expect, test } from 'vitest'
import { limits, type CommandId, type Item, type RoomId } from '@parley/protocol'
import { makeRoom, post } from '../../testing/rooms.ts'
import type { TestClient } from '../../testing/test-client.ts'
import {
  startTestServer,
  temporarySqliteStore,
  type TestPerson,
  type TestServer,
} from '../../testing/test-server.ts'

/** Three bytes a letter: counted as letters, an answer would be three times as long. */
const words = '漢'.repeat(limits.messageChars)
const messages = 20

let here: TestServer
let alice: TestPerson
let writer: TestClient
let reader: TestClient
let room: RoomId
let ids: CommandId[]
let longest = 0

beforeEach(async () => {
  here = await startTestServer({ store: temporarySqliteStore() })
  alice = await here.signUp('alice')
  writer = await here.enter(alice)
  room = await makeRoom(writer, [])
  ids = []
  for (let sent = 0; sent < messages; sent += 1) {
    ids.push(writer.command(post(room, words)))
    await writer.next('ack')
  }
  reader = await here.enter(alice)
  longest = 0
  reader.ws.on('message', (data: Buffer) => (longest = Math.max(longest, data.length)))
})
afterEach(() => here.server.stop())

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id)

test('what changed since comes in pages of so many bytes', async () => {
  for (const target of ids) {
    writer.command({ kind: 'reaction.change', room, target, emoji: '👍', on: true })
    await writer.next('ack')
  }
  const after = messages + 1
  const got: Item[] = []
  for (let from: number | null = after, rid = 0; from !== null; rid += 1) {
    reader.send({ t: 'changes.pull', rid, room, after, from })
    const page = await reader.next('changes.page')
    got.push(...page.items)
    from = page.next
  }
  expect(idsOf(got)).toEqual(ids)
  expect(longest).toBeLessThan(limits.frameBytes + 1_000)
})

test('items looked up come as far as one frame holds, and what is left can be asked for', async () => {
  const got: Item[] = []
  let left: CommandId[] = ids
  for (let rid = 0; left.length > 0; rid += 1) {
    reader.send({ t: 'items.pull', rid, room, ids: left })
    const page = await reader.next('items.page')
    got.push(...page.items)
    left = page.next === null ? [] : left.slice(page.next)
  }
  expect(idsOf(got)).toEqual(ids)
  expect(longest).toBeLessThan(limits.frameBytes + 1_000)
})

test('pages of history and of rooms count bytes, not letters', async () => {
  reader.send({ t: 'history.pull', rid: 1, room, edge: 99, direction: 'back', limit: 200 })
  const { page } = await reader.next('history.page')
  expect(page.items.length).toBeGreaterThan(1)
  const created = { seq: 1, id: idAt(1) }
  reader.send({ t: 'room.pull', rid: 2, rooms: [{ room, after: created }] })
  const [entries] = (await reader.next('room.pages')).pages
  if (entries?.kind !== 'entries') throw new Error('entries were asked for')
  expect(entries.entries.length).toBeGreaterThan(1)
  expect(longest).toBeLessThan(limits.frameBytes + 1_000)
})

function idAt(seq: number): CommandId {
  const heard = writer.frames.flatMap((frame) => (frame.t === 'room.entries' ? frame.entries : []))
  const entry = heard.find((each) => each.seq === seq)
  if (!entry) throw new Error(`nothing was heard at ${seq}`)
  return entry.id
}
