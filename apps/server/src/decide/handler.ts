import { can, type Ability, type Member, type RoomId } from '@parley/protocol'
import { refuse, type Decision } from './decision.ts'
import { presentMember, type Context, type Facts, type Need, type RoomFact } from './facts.ts'

/** How one kind of command is decided: the keys it has to see, then the decision itself. Both pure. */
export type CommandHandler<Body> = {
  needs(body: Body, context: Context): Need[]
  decide(body: Body, facts: Facts, context: Context): Decision
}

/** The room and the actor's standing in it; no one outside can tell a room from none (SPEC X1). */
function standing(
  facts: Facts,
  room: RoomId,
  { by }: Context,
): { room: RoomFact; member: Member } | null {
  const fact = facts.room(room)
  const member = fact && presentMember(fact.state, by)
  return member ? { room: fact, member } : null
}

/** Decides for an actor who is in the room and has the ability; anyone else is refused (SPEC X6). */
export function asMember(
  facts: Facts,
  target: { room: RoomId; ability: Ability },
  context: Context,
  decide: (room: RoomFact, member: Member) => Decision,
): Decision {
  const found = standing(facts, target.room, context)
  if (!found) return refuse('room-unknown')
  if (!can(found.member.role, found.room.state, target.ability)) return refuse('forbidden')
  return decide(found.room, found.member)
}
