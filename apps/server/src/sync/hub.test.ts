import { beforeEach, expect, test } from 'vitest'
import type { Entry, Person, PersonId, RoomId } from '@parley/protocol'
import type { SessionId } from '../accounts/port.ts'
import type { Appended, PersonalChange } from '../store/port.ts'
import { newId, newRoom } from '../testing/test-client.ts'
import { SyncClient } from './client.ts'
import { newSyncCounters } from './counters.ts'
import { Hub } from './hub.ts'
import { Flush, RawSocket } from './raw-socket.ts'

let hub: Hub
let written: Map<PersonId, Buffer[]>
let flush: Flush
const room = newRoom()
const counters = newSyncCounters()

beforeEach(() => {
  written = new Map()
  hub = new Hub({ read: { heads: () => [] }, counters })
  flush = new Flush(() => {})
})

function enter(): PersonId {
  const person = newId() as string as PersonId
  const chunks: Buffer[] = []
  written.set(person, chunks)
  const socket = {
    writable: true,
    writableLength: 0,
    write: (chunk: Buffer) => chunks.push(chunk) > 0,
  }
  const raw = new RawSocket({ socket, flush, maxBytes: 100_000, onFull: () => {} })
  const session = { id: newId() as string as SessionId, person, endsAt: 0 }
  hub.add(new SyncClient({ session, device: newId() as never, raw, close: () => {} }))
  return person
}

const profile = (id: PersonId): Person => ({
  id,
  handle: 'x',
  name: 'X',
  kind: 'person',
  timeZone: null,
  photo: null,
  status: null,
})
const appended = (seq: number, body: Entry['body'], inRoom: RoomId = room): Appended => {
  const entry: Entry = { seq, id: newId(), at: 1, by: newId() as string as PersonId, body }
  return { room: inRoom, entry, text: JSON.stringify(entry) }
}
const said = (seq: number, text: string, inRoom = room) =>
  appended(
    seq,
    {
      kind: 'message.posted',
      text,
      replyTo: null,
      mentions: { people: [], everyone: false },
      editedAt: null,
    },
    inRoom,
  )
const joined = (seq: number, people: PersonId[]) =>
  appended(seq, {
    kind: 'member.joined',
    members: people.map((id) => ({ person: profile(id), role: 'member' })),
  })
const left = (seq: number, person: PersonId) => appended(seq, { kind: 'member.left', person })

function deliver(entries: Appended[], personal: PersonalChange[] = []): void {
  hub.deliver({ settled: [], appended: entries, personal, nextDueAt: null })
  flush.now()
}

/** The frames one person got, as their kind and the sequences they bring. */
const got = (person: PersonId) =>
  framesIn(Buffer.concat(written.get(person) ?? [])).map((frame) => [
    frame.t,
    ...(frame.entries ?? []).map(({ seq }: { seq: number }) => seq),
  ])

/** Short test frames only: lengths below 65,536. */
function framesIn(bytes: Buffer): { t: string; entries?: { seq: number }[] }[] {
  if (bytes.length === 0) return []
  const short = bytes[1] ?? 0
  const [start, length] = short < 126 ? [2, short] : [4, bytes.readUInt16BE(2)]
  const rest = bytes.subarray(start + length)
  return [JSON.parse(bytes.toString('utf8', start, start + length)), ...framesIn(rest)]
}

test('[W3] a batch is one frame a room, the very same bytes for all', () => {
  const [alice, bob] = [enter(), enter()]
  deliver([joined(1, [alice, bob])])
  deliver([said(2, 'one'), said(3, 'two')])
  expect(got(alice)).toEqual([
    ['room.entries', 1],
    ['room.entries', 2, 3],
  ])
  expect(written.get(alice)?.[1]).toBe(written.get(bob)?.[1])
})

test('frames for one socket in one flush are one write', () => {
  const alice = enter()
  const change: PersonalChange = {
    person: alice,
    item: { kind: 'favourite', seq: 4, subject: room, value: true },
  }
  deliver([joined(1, [alice]), said(2, 'one')], [change])
  expect(written.get(alice)).toHaveLength(1)
})

test('[X3] personal frames of a batch go before its room frames', () => {
  const alice = enter()
  const item = { kind: 'membership', seq: 4, room, value: { role: 'member', epoch: 1 } } as const
  deliver([joined(1, [alice])], [{ person: alice, item }])
  expect(got(alice).map(([t]) => t)).toEqual(['personal.items', 'room.entries'])
})

test('[X3] within one batch, who is removed by n gets n no more and who joins by n gets n', () => {
  const [alice, bob, carol] = [enter(), enter(), enter()]
  deliver([joined(1, [alice, bob])])
  deliver([
    said(2, 'all'),
    left(3, bob),
    said(4, 'without bob'),
    joined(5, [carol]),
    said(6, 'carol too'),
  ])
  expect(got(alice).flatMap(([, ...seqs]) => seqs)).toEqual([1, 2, 3, 4, 5, 6])
  expect(got(bob).flatMap(([, ...seqs]) => seqs)).toEqual([1, 2])
  expect(got(carol).flatMap(([, ...seqs]) => seqs)).toEqual([5, 6])
})

test('[X3] who is removed and let in again within a batch gets neither what lay between', () => {
  const [alice, bob] = [enter(), enter()]
  deliver([joined(1, [alice, bob])])
  deliver([left(2, bob), said(3, 'secret'), joined(4, [bob]), said(5, 'welcome back')])
  expect(got(bob).flatMap(([, ...seqs]) => seqs)).toEqual([1, 4, 5])
})

test('[L5] values replaced within a batch leave no gap', () => {
  const alice = enter()
  const set = (seq: number, value: true | null): PersonalChange => ({
    person: alice,
    item: { kind: 'favourite', seq, subject: room, value },
  })
  deliver([], [set(7, true), set(8, null)])
  expect(framesIn(Buffer.concat(written.get(alice) ?? []))).toEqual([
    {
      t: 'personal.items',
      from: 6,
      to: 8,
      items: [{ kind: 'favourite', seq: 8, subject: room, value: null }],
    },
  ])
})
