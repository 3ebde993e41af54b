import type { Entry } from '../entries.ts'
import type { MessageId, PersonId, RoomId } from '../ids.ts'
import type { Member, RoomState } from './room.ts'

/**
 * A room after one more entry of its log. The first entry is always `room.created`; for talk the same object comes back,
 * unless it ends a pin. Throws when the log does not begin with `room.created`: that is our bug.
 */
export function foldRoom(room: RoomId, state: RoomState | null, entry: Entry): RoomState {
  const { body } = entry
  if (body.kind === 'room.created') {
    return {
      id: room,
      kind: body.roomKind,
      title: body.title,
      topic: body.topic,
      contract:
        body.contractTitle === null ? null : { title: body.contractTitle, status: 'active' },
      createdAt: entry.at,
      createdBy: entry.by,
      members: body.members.map((member) => ({ ...member, epoch: entry.seq, left: null })),
      pins: [],
    }
  }
  if (!state) throw new Error(`the log of ${room} begins with ${body.kind}`)
  switch (body.kind) {
    case 'room.changed':
      return { ...state, title: body.title ?? state.title, topic: body.topic ?? state.topic }
    case 'contract.started':
      return { ...state, kind: 'contract', contract: { title: body.title, status: 'active' } }
    case 'contract.ended':
      return { ...state, contract: state.contract && { ...state.contract, status: 'ended' } }
    case 'member.joined':
      return {
        ...state,
        members: body.members.reduce<Member[]>(
          (members, joined) => withMember(members, { ...joined, epoch: entry.seq, left: null }),
          state.members,
        ),
      }
    case 'member.left':
      return mapMember(state, body.person, (member) => ({ ...member, left: entry.seq }))
    case 'role.changed':
      return body.changes.reduce(
        (folded, { person, role }) => mapMember(folded, person, (member) => ({ ...member, role })),
        state,
      )
    case 'person.changed':
      return mapMember(state, body.person.id, (member) => ({ ...member, person: body.person }))
    case 'pin.changed': {
      const pins = without(state, body.message)
      if (!body.on) return { ...state, pins }
      return { ...state, pins: [...pins, { message: body.message, by: entry.by, at: entry.at }] }
    }
    case 'message.deleted':
      // What is gone is held up no longer; any other message leaves the room the very object it was.
      return isPinned(state, body.target) ? { ...state, pins: without(state, body.target) } : state
    default:
      return state
  }
}

/** A person's standing in a room, or null when they are not in it now. */
export function memberOf(state: RoomState, person: PersonId): Member | null {
  return state.members.find((member) => member.person.id === person && member.left === null) ?? null
}

export function isPinned(state: Pick<RoomState, 'pins'>, message: MessageId): boolean {
  return state.pins.some((pin) => pin.message === message)
}

function without({ pins }: RoomState, message: MessageId): RoomState['pins'] {
  return pins.filter((pin) => pin.message !== message)
}

function withMember(members: Member[], joined: Member): Member[] {
  const known = members.some((member) => member.person.id === joined.person.id)
  if (!known) return [...members, joined]
  return members.map((member) => (member.person.id === joined.person.id ? joined : member))
}

function mapMember(
  state: RoomState,
  person: PersonId,
  change: (member: Member) => Member,
): RoomState {
  return {
    ...state,
    members: state.members.map((member) => (member.person.id === person ? change(member) : member)),
  }
}
