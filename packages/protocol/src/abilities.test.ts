import { describe, expect, test } from 'vitest'
import { abilities, can, canRemove, type Ability } from './abilities.ts'
import type { Role, RoomKind } from './rooms/room.ts'

const roles: Role[] = ['owner', 'admin', 'member']
const kinds: RoomKind[] = ['direct', 'group', 'interview', 'contract']
const inRoom = (
  kind: RoomKind,
  status: 'active' | 'ended' | null = kind === 'contract' ? 'active' : null,
) => ({
  kind,
  contract: status && { title: 'Work', status },
})
const whoCan = (ability: Ability, room = inRoom('group')) =>
  roles.filter((role) => can(role, room, ability))

describe('[X6] abilities', () => {
  test('everyone talks, reacts, reads and leaves; leaders keep the room; the owner alone gives roles', () => {
    for (const ability of [
      'message.post',
      'message.edit-own',
      'message.delete-own',
      'reaction.change',
      'read.mark',
      'favourite.change',
      'archived.change',
      'saved.change',
      'member.leave',
    ] as const)
      expect([ability, whoCan(ability)]).toEqual([ability, roles])
    for (const ability of [
      'room.change',
      'member.invite',
      'member.remove',
      'message.delete-any',
      'message.mention-all',
      'message.pin',
    ] as const)
      expect([ability, whoCan(ability)]).toEqual([ability, ['owner', 'admin']])
    expect(whoCan('member.role')).toEqual(['owner'])
  })

  test('a direct room has no leaders, and nobody leaves it', () => {
    const direct = (Object.keys(abilities) as Ability[]).filter((ability) =>
      roles.some((role) => can(role, inRoom('direct'), ability)),
    )
    expect(direct.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'archived.change',
      'favourite.change',
      'hidden.change',
      'message.delete-own',
      'message.edit-own',
      'message.pin',
      'message.post',
      'reaction.change',
      'read.mark',
      'saved.change',
    ])
  })

  test('both people of a direct room pin in it, whatever their role', () => {
    expect(whoCan('message.pin', inRoom('direct'))).toEqual(roles)
  })

  test('a contract starts in an interview and ends once', () => {
    expect(kinds.filter((kind) => can('owner', inRoom(kind), 'contract.start'))).toEqual([
      'interview',
    ])
    expect(kinds.filter((kind) => can('owner', inRoom(kind), 'contract.end'))).toEqual(['contract'])
    expect(can('owner', inRoom('contract', 'ended'), 'contract.end')).toBe(false)
    expect(can('admin', inRoom('contract'), 'contract.end')).toBe(false)
  })

  test('nobody removes someone of their own rank or above', () => {
    const removals = roles.flatMap((actor) =>
      roles
        .filter((target) => canRemove(actor, target, inRoom('group')))
        .map((target) => [actor, target]),
    )
    expect(removals).toEqual([
      ['owner', 'admin'],
      ['owner', 'member'],
      ['admin', 'member'],
    ])
    expect(canRemove('owner', 'member', inRoom('direct'))).toBe(false)
  })
})
