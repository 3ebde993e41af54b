import { canRemove, limits, type CommandOf, type PersonId } from '@parley/protocol'
import { blockedCode, blockNeeds } from './blocks.ts'
import { refuse, unchanged } from './decision.ts'
import { presentCount, presentMember, type Need, type RoomFact } from './facts.ts'
import { asMember, type CommandHandler } from './handler.ts'
import { append } from './membership.ts'
import { newMembers } from './new-members.ts'

export const memberInvite: CommandHandler<CommandOf<'member.invite'>> = {
  needs: ({ room, people }, context) => [
    { kind: 'room', room },
    ...people.map((person): Need => ({ kind: 'person', person })),
    ...blockNeeds(people, context),
  ],
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'member.invite' }, context, (room) => {
      const guests = [...new Set(body.people)].filter(
        (person) => !presentMember(room.state, person),
      )
      if (guests.length === 0) return unchanged
      const members = newMembers(facts, guests, 'member')
      if (!members) return refuse('person-unknown')
      const blocked = blockedCode(guests, facts, context)
      if (blocked) return refuse(blocked)
      if (presentCount(room.state) + guests.length > limits.membersPerRoom)
        return refuse('room-full')
      return append(body.room, room, context, { kind: 'member.joined', members })
    }),
}

export const memberLeave: CommandHandler<CommandOf<'member.leave'>> = {
  needs: ({ room }) => [{ kind: 'room', room }],
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'member.leave' }, context, (room) =>
      isLastOwner(room, context.by)
        ? refuse('last-owner')
        : append(body.room, room, context, { kind: 'member.left', person: context.by }),
    ),
}

export const memberRemove: CommandHandler<CommandOf<'member.remove'>> = {
  needs: ({ room }) => [{ kind: 'room', room }],
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'member.remove' }, context, (room, actor) => {
      const target = presentMember(room.state, body.person)
      if (!target) return refuse('person-absent')
      if (body.person === context.by && isLastOwner(room, context.by)) return refuse('last-owner')
      if (!canRemove(actor.role, target.role, room.state)) return refuse('forbidden')
      return append(body.room, room, context, { kind: 'member.left', person: body.person })
    }),
}

export const memberRole: CommandHandler<CommandOf<'member.role'>> = {
  needs: ({ room }) => [{ kind: 'room', room }],
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'member.role' }, context, (room) => {
      const { person, role } = body
      const target = presentMember(room.state, person)
      if (!target) return refuse('person-absent')
      if (target.role === role) return unchanged
      if (isLastOwner(room, person)) return refuse('last-owner')
      const changes = [{ person, role }]
      // Whoever hands the room over stays in it as an admin, in the same entry (SPEC K10).
      if (role === 'owner') changes.push({ person: context.by, role: 'admin' })
      return append(body.room, room, context, { kind: 'role.changed', changes })
    }),
}

/** True when the room would be left without an owner if this person lost the role (SPEC K10). */
function isLastOwner({ state }: RoomFact, person: PersonId): boolean {
  const owners = state.members.filter(({ left, role }) => left === null && role === 'owner')
  return owners.length === 1 && owners[0]?.person.id === person
}
