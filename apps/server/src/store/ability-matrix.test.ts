import {
  abilities,
  can,
  canRemove,
  type Ability,
  type Contract,
  type MessageItem,
  type PersonId,
  type Role,
  type RoomKind,
  type RoomState,
} from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { decide, needs } from '../decide/decide.ts'
import type { Facts } from '../decide/facts.ts'
import { idOf, personIdOf, roomIdOf, type Body } from './contract/bodies.ts'

const room = roomIdOf(1)
const actor = personIdOf(1)
const target = idOf(9)
const unsaid = idOf(8)
const owner = personIdOf(2)
const others: Record<Role, PersonId> = { owner, admin: personIdOf(3), member: personIdOf(4) }

const kinds: RoomKind[] = ['direct', 'group', 'interview', 'contract']
const roles: Role[] = ['owner', 'admin', 'member']
const contracts = (kind: RoomKind): (Contract | null)[] =>
  kind === 'contract'
    ? [
        { title: 'Logo', status: 'active' },
        { title: 'Logo', status: 'ended' },
      ]
    : [null]

/** Every command that a right stands before, with the ability it takes; removing depends on whom, and has its own walk below. */
const commands: [ability: Ability, body: Body, author?: 'own' | 'other'][] = [
  ['message.post', { kind: 'message.post', room, text: 'a', replyTo: null }],
  [
    'message.post',
    { kind: 'message.forward', room, text: '', source: { room, message: target } },
    'other',
  ],
  ['message.edit-own', { kind: 'message.edit', room, target, text: 'b' }, 'own'],
  ['message.delete-own', { kind: 'message.delete', room, target }, 'own'],
  ['message.delete-any', { kind: 'message.delete', room, target }, 'other'],
  ['reaction.change', { kind: 'reaction.change', room, target, emoji: 'x', on: true }, 'other'],
  ['message.pin', { kind: 'pin.change', room, target, on: true }, 'other'],
  ['room.change', { kind: 'room.change', room, title: 'new', topic: null }],
  ['member.invite', { kind: 'member.invite', room, people: [personIdOf(7)] }],
  ['member.leave', { kind: 'member.leave', room }],
  ['member.role', { kind: 'member.role', room, person: others.member, role: 'admin' }],
  ['contract.start', { kind: 'contract.start', room, title: 'Logo' }],
  ['contract.end', { kind: 'contract.end', room }],
  ['read.mark', { kind: 'read.mark', room, upTo: 1, base: 0 }],
  ['read.mark', { kind: 'read.unmark', room, from: 1, base: 0 }],
  ['favourite.change', { kind: 'favourite.change', room, on: true }],
  ['archived.change', { kind: 'archived.change', room, on: true }],
  [
    'message.post',
    { kind: 'schedule.change', room, schedule: unsaid, text: 'a', replyTo: null, at: 9 },
  ],
  ['saved.change', { kind: 'saved.change', room, message: target, on: true, remindAt: 1 }],
  ['hidden.change', { kind: 'hidden.change', room, upTo: 1 }],
]

/** A room in which the actor has the role, beside an owner, an admin and a member. */
function factsOf(state: RoomState, author: PersonId): Facts {
  const item: MessageItem = {
    kind: 'message',
    seq: 2,
    id: target,
    at: 1,
    by: author,
    text: 'a',
    replyTo: null,
    mentions: { people: [], everyone: false },
    editedAt: null,
    deletedAt: null,
    reactions: [],
    changedSeq: 2,
  }
  return {
    room: () => ({ state, head: 2, headId: target, lastAt: 1, messages: 1 }),
    message: (id) => (id === target ? { room, item } : null),
    person: (person) => ({ person: personOf(person), email: null }),
    personByHandle: () => null,
    personByEmail: () => null,
    personal: () => null,
    due: () => null,
    roomsOf: () => [],
    file: () => null,
  }
}

const personOf = (id: PersonId) =>
  ({
    id,
    handle: `p${id.slice(-2)}`,
    name: 'P',
    kind: 'person',
    timeZone: null,
    photo: null,
    status: null,
  }) as const

function stateOf(kind: RoomKind, contract: Contract | null, role: Role): RoomState {
  const members = [[actor, role] as const, ...roles.map((each) => [others[each], each] as const)]
  return {
    id: room,
    kind,
    title: 'Plans',
    topic: '',
    contract,
    createdAt: 1,
    createdBy: owner,
    pins: [],
    members: members.map(([person, each]) => ({
      person: personOf(person),
      role: each,
      epoch: 1,
      left: null,
    })),
  }
}

function outcome(body: Body, state: RoomState, author: PersonId): string {
  const submission = { by: actor, at: 5, digest: '', command: { id: idOf(1), body } }
  const decision = decide(factsOf(state, author), submission as Parameters<typeof decide>[1])
  return decision.kind === 'accept' ? 'allowed' : decision.code
}

const standings = kinds.flatMap((kind) =>
  contracts(kind).flatMap((contract) => roles.map((role) => ({ kind, contract, role }))),
)

describe('[X6] what is decided is what the table says', () => {
  test.for(standings)(
    '$role in a $kind room, contract $contract.status',
    ({ kind, contract, role }) => {
      const state = stateOf(kind, contract, role)
      for (const [ability, body, author] of commands) {
        const by = author === 'own' ? actor : others.owner
        const isAllowed = can(role, state, ability)
        const isOver =
          ability === 'contract.end' && role === 'owner' && contract?.status === 'ended'
        const refusal = isOver ? 'contract-ended' : 'forbidden'
        expect([ability, outcome(body, state, by)]).toEqual([
          ability,
          isAllowed ? 'allowed' : refusal,
        ])
      }
      for (const other of roles) {
        const body: Body = { kind: 'member.remove', room, person: others[other] }
        const isAllowed = canRemove(role, other, state)
        expect([other, outcome(body, state, actor)]).toEqual([
          other,
          isAllowed ? 'allowed' : 'forbidden',
        ])
      }
    },
  )

  test('an outsider is told of no room, whatever they ask', () => {
    const state = stateOf('group', null, 'owner')
    const without = { ...state, members: state.members.slice(1) }
    const bodies = [
      ...commands.map(([, body]) => body),
      { kind: 'member.remove', room, person: owner } as const,
    ]
    for (const body of bodies) expect(outcome(body, without, owner)).toBe('room-unknown')
  })

  test('only who may calls everyone', () => {
    const body: Body = { kind: 'message.post', room, text: '@all', replyTo: null }
    for (const { kind, contract, role } of standings) {
      const state = stateOf(kind, contract, role)
      const submission = { by: actor, at: 5, digest: '', command: { id: idOf(1), body } }
      const decision = decide(factsOf(state, actor), submission as Parameters<typeof decide>[1])
      expect(decision).toMatchObject({
        writes: [
          { entry: { body: { mentions: { everyone: can(role, state, 'message.mention-all') } } } },
        ],
      })
    }
  })

  test('every ability is walked', () => {
    const walked = new Set<string>(commands.map(([ability]) => ability))
    const rest = Object.keys(abilities).filter((ability) => !walked.has(ability))
    expect(rest).toEqual(['message.mention-all', 'member.remove'])
  })

  test('what is looked at was asked for', () => {
    for (const [, body] of commands) {
      const submission = { by: actor, at: 5, digest: '', command: { id: idOf(1), body } }
      expect(needs(submission as Parameters<typeof needs>[0])).toContainEqual({
        kind: 'room',
        room,
      })
    }
  })
})
