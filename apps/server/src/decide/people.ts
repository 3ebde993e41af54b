import { createHash } from 'node:crypto'
import type { CommandId, EntryId, Person, RoomId } from '@parley/protocol'
import type { SystemCommand } from '../store/port.ts'
import { nextEntry, refuse, unchanged, type Write } from './decision.ts'
import type { Need } from './facts.ts'
import type { Handler } from './handler.ts'

type PersonPut = Extract<SystemCommand['body'], { kind: 'person.put' }>

/** A new person, or another profile or address of one: told to themselves and to every room they are in. */
export const personPut: Handler<PersonPut> = {
  needs: ({ person, email }) => [
    { kind: 'person', person: person.id },
    { kind: 'handle', handle: person.handle },
    ...(email === null ? [] : [{ kind: 'email', email: email.toLowerCase() } satisfies Need]),
    { kind: 'rooms-of', person: person.id },
  ],
  decide({ person, email: givenEmail }, facts, context) {
    const email = givenEmail?.toLowerCase() ?? null
    if ((facts.personByHandle(person.handle) ?? person.id) !== person.id)
      return refuse('handle-taken')
    if (email !== null && (facts.personByEmail(email) ?? person.id) !== person.id)
      return refuse('email-taken')
    const before = facts.person(person.id)
    const profileChanged = !before || !isSameProfile(before.person, person)
    if (!profileChanged && before.email === email) return unchanged
    const writes: Write[] = [{ do: 'put-person', person, email }]
    if (profileChanged) {
      writes.push({ do: 'put-personal', person: person.id, value: { kind: 'me', value: person } })
      for (const room of facts.roomsOf(person.id)) {
        const id = derivedId(context.id, room)
        const told = { ...context, id, by: person.id }
        const entry = nextEntry(facts.room(room), told, { kind: 'person.changed', person })
        writes.push({ do: 'append', room, entry })
      }
    }
    return { kind: 'accept', answer: 'nothing', writes }
  },
}

function isSameProfile(one: Person, other: Person): boolean {
  return (
    one.handle === other.handle &&
    one.name === other.name &&
    one.kind === other.kind &&
    one.timeZone === other.timeZone
  )
}

/** One command, an entry in each of several rooms: an id of its own for each, the same whenever it is derived (RFC 9562 v8). */
function derivedId(command: CommandId, room: RoomId): EntryId {
  const hex = createHash('sha256').update(`${command} ${room}`).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as EntryId
}
