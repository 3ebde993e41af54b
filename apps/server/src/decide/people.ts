import { everyoneHandles, type EntryId, type Person } from '@parley/protocol'
import { derivedId } from '../derived-id.ts'
import type { SystemCommand } from '../store/port.ts'
import { nextEntry, refuse, unchanged, type Write } from './decision.ts'
import type { Need } from './facts.ts'
import type { CommandHandler } from './handler.ts'

type PersonPut = Extract<SystemCommand['body'], { kind: 'person.put' }>

/** A new person, or another profile or address of one: told to themselves and to every room they are in. */
export const personPut: CommandHandler<PersonPut> = {
  needs: ({ person, email }) => [
    { kind: 'person', person: person.id },
    { kind: 'handle', handle: person.handle },
    ...(email === null ? [] : [{ kind: 'email', email: email.toLowerCase() } satisfies Need]),
    { kind: 'rooms-of', person: person.id },
  ],
  decide({ person, email: givenEmail }, facts, context) {
    const email = givenEmail?.toLowerCase() ?? null
    if (everyoneHandles.has(person.handle)) return refuse('handle-taken')
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
        // One command, an entry in each of several rooms: an id of its own for each, the same whenever it is derived.
        const id = derivedId(`${context.id} ${room}`) as EntryId
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
