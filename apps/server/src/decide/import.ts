import type { EntryBody, MessageId, PersonId } from '@parley/protocol'
import type { SystemCommand } from '../store/port.ts'
import { nextEntry, refuse, type Write } from './decision.ts'
import { presentMember, type Need } from './facts.ts'
import type { CommandHandler } from './handler.ts'
import { appendWith } from './membership.ts'

type EntryImport = Extract<SystemCommand['body'], { kind: 'entry.import' }>

/** An entry from elsewhere. Rights are not asked, but what it names has to exist: the log must fold. */
export const entryImport: CommandHandler<EntryImport> = {
  needs({ room, entry }) {
    const message = namedIn(entry)
    return [
      { kind: 'room', room },
      ...(message === null ? [] : [{ kind: 'message', message } satisfies Need]),
      ...peopleIn(entry).map((person): Need => ({ kind: 'person', person })),
    ]
  },
  decide(body, facts, context) {
    const before = facts.room(body.room)
    if (before && body.entry.kind === 'room.created') return refuse('room-exists')
    if (!before && body.entry.kind !== 'room.created') return refuse('room-unknown')
    if (peopleIn(body.entry).some((person) => !facts.person(person)))
      return refuse('person-unknown')
    const { entry: given } = body
    if (given.kind === 'member.left' && before && !presentMember(before.state, given.person))
      return refuse('person-absent')
    // A time to come would be the room's last one: everything said after it would stand there, too (SPEC L3).
    const at = Math.min(body.at, context.at)
    const told = { id: context.id, by: body.by, at }
    const entry = nextEntry(before, told, body.entry)
    const named = namedIn(given)
    const message = named === null ? null : facts.message(named)
    if (named !== null && message?.room !== body.room) return refuse('message-unknown')
    if (message && message.item.deletedAt !== null) return refuse('message-deleted')
    const writes: Write[] = appendWith(body.room, before, entry)
    if (entry.body.kind === 'message.deleted')
      writes.push({ do: 'drop-texts', room: body.room, message: entry.body.target })
    return { kind: 'accept', answer: 'entry', writes }
  },
}

/** The message it is about, which has to be there. */
function namedIn(entry: EntryBody): MessageId | null {
  if (entry.kind === 'pin.changed') return entry.message
  return 'target' in entry ? entry.target : null
}

function peopleIn(entry: EntryBody): PersonId[] {
  switch (entry.kind) {
    case 'room.created':
    case 'member.joined':
      return entry.members.map(({ person }) => person.id)
    case 'person.changed':
      return [entry.person.id]
    default:
      return []
  }
}
