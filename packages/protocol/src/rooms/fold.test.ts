import { describe, expect, test } from 'vitest'
import type { Entry, EntryBody } from '../entries.ts'
import type { EntryId, PersonId, RoomId } from '../ids.ts'
import type { Person } from '../people.ts'
import { foldRoom, memberOf } from './fold.ts'
import type { RoomState } from './room.ts'

const room = 'room' as RoomId
const person = (id: string, name = id): Person => ({
  id: id as PersonId,
  handle: id,
  name,
  kind: 'person',
  timeZone: null,
  photo: null,
  status: null,
})
const [alice, bob] = [person('alice'), person('bob')]

const entry = (seq: number, body: EntryBody): Entry => ({
  seq,
  id: `entry ${seq}` as EntryId,
  at: seq * 10,
  by: alice.id,
  body,
})
const created = entry(1, {
  kind: 'room.created',
  roomKind: 'interview',
  title: 'Logo',
  topic: '',
  contractTitle: null,
  members: [
    { person: alice, role: 'owner' },
    { person: bob, role: 'member' },
  ],
})
const fold = (...bodies: EntryBody[]): RoomState =>
  bodies.reduce<RoomState>(
    (state, body, index) => foldRoom(room, state, entry(index + 2, body)),
    foldRoom(room, null, created),
  )

describe('rooms', () => {
  test('a room begins with its creation; a log that begins otherwise is our bug', () => {
    expect(fold()).toMatchObject({
      id: room,
      kind: 'interview',
      createdAt: 10,
      createdBy: alice.id,
    })
    expect(fold().members).toEqual([
      { person: alice, role: 'owner', epoch: 1, left: null },
      { person: bob, role: 'member', epoch: 1, left: null },
    ])
    expect(() => foldRoom(room, null, entry(1, { kind: 'contract.ended' }))).toThrow('begins with')
  })

  test('null leaves a title or topic as it is', () => {
    expect(fold({ kind: 'room.changed', title: null, topic: 'about' })).toMatchObject({
      title: 'Logo',
      topic: 'about',
    })
    expect(fold({ kind: 'room.changed', title: 'New', topic: null })).toMatchObject({
      title: 'New',
    })
  })

  test('an interview becomes a contract, which ends', () => {
    const begun = fold({ kind: 'contract.started', title: 'Work' })
    expect(begun).toMatchObject({ kind: 'contract', contract: { title: 'Work', status: 'active' } })
    const ended = foldRoom(room, begun, entry(3, { kind: 'contract.ended' }))
    expect(ended.contract).toEqual({ title: 'Work', status: 'ended' })
  })

  test('[X2] who leaves stays listed, and comes back in a new epoch', () => {
    const left = fold({ kind: 'member.left', person: bob.id })
    expect(memberOf(left, bob.id)).toBeNull()
    expect(left.members[1]).toMatchObject({ left: 2, epoch: 1 })
    const back = { kind: 'member.joined', members: [{ person: bob, role: 'admin' }] } as const
    const returned = foldRoom(room, left, entry(3, { ...back, members: [...back.members] }))
    expect(returned.members).toHaveLength(2)
    expect(memberOf(returned, bob.id)).toEqual({ person: bob, role: 'admin', epoch: 3, left: null })
  })

  test('roles change together, and keep the epoch', () => {
    const handed = fold({
      kind: 'role.changed',
      changes: [
        { person: bob.id, role: 'owner' },
        { person: alice.id, role: 'admin' },
      ],
    })
    expect(handed.members.map(({ role, epoch }) => [role, epoch])).toEqual([
      ['admin', 1],
      ['owner', 1],
    ])
  })

  test('a profile changes for its member alone', () => {
    const renamed = person('bob', 'Robert')
    const state = fold({ kind: 'person.changed', person: renamed, formerly: 'Alice' })
    expect(state.members.map((member) => member.person)).toEqual([alice, renamed])
  })

  test('[T4] pins stand in the order they were made, each message once, until they end', () => {
    const [one, two] = ['one' as EntryId, 'two' as EntryId]
    const pin = (message: EntryId, on = true): EntryBody => ({ kind: 'pin.changed', message, on })
    const pinned = fold(pin(one), pin(two), pin(one))
    expect(pinned.pins).toEqual([
      { message: two, by: alice.id, at: 30 },
      { message: one, by: alice.id, at: 40 },
    ])
    expect(fold(pin(one), pin(two), pin(one, false)).pins).toMatchObject([{ message: two }])
    expect(fold().pins).toEqual([])
  })

  test('[T4] a deleted message is pinned no longer', () => {
    const one = 'one' as EntryId
    const pinned = fold({ kind: 'pin.changed', message: one, on: true })
    const gone = foldRoom(room, pinned, entry(3, { kind: 'message.deleted', target: one }))
    expect(gone.pins).toEqual([])
    expect(foldRoom(room, pinned, entry(3, { kind: 'message.deleted', target: created.id }))).toBe(
      pinned,
    )
  })

  test('talk leaves the room as it is, the very object', () => {
    const state = fold()
    const talk = entry(2, { kind: 'message.deleted', target: created.id })
    expect(foldRoom(room, state, talk)).toBe(state)
  })

  test('who did not change is the same object, so that only differences are written', () => {
    const state = fold()
    const changed = foldRoom(room, state, entry(2, { kind: 'member.left', person: bob.id }))
    expect(changed.members[0]).toBe(state.members[0])
  })
})
