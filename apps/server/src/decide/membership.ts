import type { Entry, EntryBody, Membership, PersonId, RoomId } from '@parley/protocol'
import { nextEntry, type Decision, type Write } from './decision.ts'
import { presentMember, type Context, type RoomFact } from './facts.ts'

/**
 * An entry together with what it changes in the personal logs of those it lets in, puts out or gives another role
 * (SPEC L5, X2): both are written in one commit.
 */
export function appendWith(room: RoomId, before: RoomFact | null, entry: Entry): Write[] {
  return [{ do: 'append', room, entry }, ...memberships(room, before, entry)]
}

/** Accepts with one more entry in the room's log, and what follows from it. */
export function append(
  room: RoomId,
  before: RoomFact | null,
  context: Context,
  body: EntryBody,
): Decision {
  const entry = nextEntry(before, context, body)
  return { kind: 'accept', answer: 'entry', writes: appendWith(room, before, entry) }
}

function memberships(room: RoomId, before: RoomFact | null, entry: Entry): Write[] {
  const { body } = entry
  switch (body.kind) {
    case 'room.created':
    case 'member.joined':
      return body.members.map(({ person, role }) =>
        membership(room, person.id, { role, epoch: entry.seq }),
      )
    case 'member.left':
      return before && presentMember(before.state, body.person)
        ? [membership(room, body.person, null)]
        : []
    case 'role.changed':
      return body.changes.flatMap(({ person, role }) => {
        const member = before && presentMember(before.state, person)
        return member ? [membership(room, person, { role, epoch: member.epoch })] : []
      })
    default:
      return []
  }
}

function membership(room: RoomId, person: PersonId, value: Membership | null): Write {
  return { do: 'put-personal', person, value: { kind: 'membership', room, value } }
}
