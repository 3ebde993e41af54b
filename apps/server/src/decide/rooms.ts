import {
  directPair,
  directRoomId,
  type CommandOf,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { blockedCode, blockNeeds } from './blocks.ts'
import { refuse, unchanged } from './decision.ts'
import { presentMember, type Need } from './facts.ts'
import { asMember, type CommandHandler } from './handler.ts'
import { append } from './membership.ts'
import { newMembers } from './new-members.ts'

export const roomCreate: CommandHandler<CommandOf<'room.create'>> = {
  needs: (body, context) => [
    { kind: 'room', room: body.room },
    ...[context.by, ...body.people].map((person): Need => ({ kind: 'person', person })),
    ...blockNeeds(body.people, context),
  ],
  decide(body, facts, context) {
    const guests = [...new Set(body.people)].filter((person) => person !== context.by)
    if (!isWellFormed(body, context.by, guests)) return refuse('bad-frame')
    const direct = body.roomKind === 'direct'
    const standing = facts.room(body.room)
    if (standing) return direct ? unchanged : refuse('room-exists')
    const owner = newMembers(facts, [context.by], direct ? 'member' : 'owner')
    const others = newMembers(facts, guests, 'member')
    if (!owner || !others) return refuse('person-unknown')
    const blocked = blockedCode(guests, facts, context)
    if (blocked) return refuse(blocked)
    return append(body.room, null, context, {
      kind: 'room.created',
      roomKind: body.roomKind,
      title: body.title,
      topic: body.topic,
      contractTitle: body.contractTitle,
      members: [...owner, ...others],
    })
  },
}

/** Whether id, title and contract fit the kind of room (SPEC K8). */
function isWellFormed(body: CommandOf<'room.create'>, by: PersonId, guests: PersonId[]): boolean {
  if ((body.contractTitle !== null) !== (body.roomKind === 'contract')) return false
  if (body.roomKind !== 'direct') return directPair(body.room) === null && body.title !== ''
  const [other] = guests
  if (guests.length !== 1 || !other) return false
  return body.room === directRoomId(by, other) && body.title === '' && body.topic === ''
}

export const roomChange: CommandHandler<CommandOf<'room.change'>> = {
  needs: onlyRoom,
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'room.change' }, context, (room) => {
      const title = body.title === room.state.title ? null : body.title
      const topic = body.topic === room.state.topic ? null : body.topic
      if (title === null && topic === null) return unchanged
      return append(body.room, room, context, { kind: 'room.changed', title, topic })
    }),
}

export const contractStart: CommandHandler<CommandOf<'contract.start'>> = {
  needs: onlyRoom,
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'contract.start' }, context, (room) =>
      append(body.room, room, context, { kind: 'contract.started', title: body.title }),
    ),
}

export const contractEnd: CommandHandler<CommandOf<'contract.end'>> = {
  needs: onlyRoom,
  decide(body, facts, context) {
    const room = facts.room(body.room)
    const member = room && presentMember(room.state, context.by)
    if (member?.role === 'owner' && room?.state.contract?.status === 'ended')
      return refuse('contract-ended')
    return asMember(facts, { room: body.room, ability: 'contract.end' }, context, (fact) =>
      append(body.room, fact, context, { kind: 'contract.ended' }),
    )
  },
}

function onlyRoom({ room }: { room: RoomId }): Need[] {
  return [{ kind: 'room', room }]
}
