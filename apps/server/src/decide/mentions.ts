import { mentionedNames } from '@parley/markup'
import { can, type Member, type Mentions, type PersonId } from '@parley/protocol'
import { presentHandle, type RoomFact } from './facts.ts'

/** Who a text calls, among the room's members (SPEC K9); @all and @here only from who may. */
export function mentionsIn(text: string, room: RoomFact, author: Member): Mentions {
  const { handles, everyone } = mentionedNames(text)
  const people = new Set<PersonId>()
  for (const handle of handles) {
    const person = presentHandle(room.state, handle)
    if (person) people.add(person)
  }
  return {
    people: [...people],
    everyone: everyone && can(author.role, room.state, 'message.mention-all'),
  }
}
