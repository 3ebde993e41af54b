import type { Contract, Role, RoomKind } from './rooms/room.ts'

/** The room as far as rights depend on it. */
export type RoomStanding = { kind: RoomKind; contract: Contract | null }

type Row = {
  roles: readonly Role[]
  /** Kinds of room in which the ability exists at all. */
  kinds: readonly RoomKind[]
  /** Set where a direct conversation's two people, who lead it together, may too. */
  both?: true
  /** Set when it needs a contract in this state. */
  contract?: Contract['status']
}

const everyone = ['owner', 'admin', 'member'] as const
const leaders = ['owner', 'admin'] as const
const owner = ['owner'] as const
const anyRoom = ['direct', 'group', 'interview', 'contract'] as const
const shared = ['group', 'interview', 'contract'] as const

/** Who may do what in which room: the one table that server and client read (PRODUCT R2). */
export const abilities = {
  'message.post': { roles: everyone, kinds: anyRoom },
  'message.edit-own': { roles: everyone, kinds: anyRoom },
  'message.delete-own': { roles: everyone, kinds: anyRoom },
  'message.delete-any': { roles: leaders, kinds: shared },
  'message.mention-all': { roles: leaders, kinds: shared },
  'message.pin': { roles: leaders, kinds: anyRoom, both: true },
  'reaction.change': { roles: everyone, kinds: anyRoom },
  'room.change': { roles: leaders, kinds: shared },
  'member.invite': { roles: leaders, kinds: shared },
  'member.remove': { roles: leaders, kinds: shared },
  'member.leave': { roles: everyone, kinds: shared },
  'member.role': { roles: owner, kinds: shared },
  'contract.start': { roles: owner, kinds: ['interview'] },
  'contract.end': { roles: owner, kinds: ['contract'], contract: 'active' },
  'read.mark': { roles: everyone, kinds: anyRoom },
  'favourite.change': { roles: everyone, kinds: anyRoom },
  'archived.change': { roles: everyone, kinds: anyRoom },
  'hidden.change': { roles: everyone, kinds: ['direct'] },
  'saved.change': { roles: everyone, kinds: anyRoom },
} as const satisfies Record<string, Row>

export type Ability = keyof typeof abilities

/** Whether a member with this role has the ability in this room, now. */
export function can(role: Role, room: RoomStanding, ability: Ability): boolean {
  const row: Row = abilities[ability]
  return (
    (row.roles.includes(role) || (row.both === true && room.kind === 'direct')) &&
    row.kinds.includes(room.kind) &&
    (row.contract === undefined || row.contract === room.contract?.status)
  )
}

/** Whether one member may remove another: never upwards, so an admin removes members and the owner removes anyone else. */
export function canRemove(actor: Role, target: Role, room: RoomStanding): boolean {
  return can(actor, room, 'member.remove') && rank[actor] > rank[target]
}

const rank: Record<Role, number> = { owner: 2, admin: 1, member: 0 }
