import {
  changedPerson,
  everyoneHandles,
  isSamePerson,
  type CommandOf,
  type EntryId,
  type Person,
} from '@parley/protocol'
import { derivedId } from '../derived-id.ts'
import type { SystemCommand } from '../store/port.ts'
import { nextEntry, refuse, unchanged, type Write } from './decision.ts'
import type { Context, Facts, Need } from './facts.ts'
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
    const refused = handleRefusal(facts, person)
    if (refused) return refuse(refused)
    if (email !== null && (facts.personByEmail(email) ?? person.id) !== person.id)
      return refuse('email-taken')
    const before = facts.person(person.id)
    const isChanged = !before || !isSamePerson(before.person, person)
    if (!isChanged && before.email === email) return unchanged
    const writes: Write[] = [{ do: 'put-person', person, email }]
    if (isChanged) writes.push(...tellings(facts, context, before?.person ?? null, person))
    return { kind: 'accept', answer: 'nothing', writes }
  },
}

/** What a person changes of their own profile (SPEC P1). A photo has to be a picture they uploaded; the one before it goes. */
export const profileChange: CommandHandler<CommandOf<'profile.change'>> = {
  needs: ({ handle, photo }, { by }) => [
    { kind: 'person', person: by },
    { kind: 'rooms-of', person: by },
    ...(handle === undefined ? [] : [{ kind: 'handle', handle } satisfies Need]),
    ...(photo ? [{ kind: 'file', file: photo } satisfies Need] : []),
  ],
  decide(body, facts, context) {
    const known = facts.person(context.by)
    if (!known) return refuse('person-unknown')
    const { person: before, email } = known
    const person = changedPerson(before, body)
    const refused = handleRefusal(facts, person)
    if (refused && person.handle !== before.handle) return refuse(refused)
    if (person.photo !== before.photo && !isOwnPicture(facts, person)) return refuse('file-unknown')
    if (isSamePerson(before, person)) return unchanged
    const writes: Write[] = [{ do: 'put-person', person, email }]
    if (before.photo !== null && before.photo !== person.photo)
      writes.push({ do: 'drop-file', file: before.photo })
    writes.push(...tellings(facts, context, before, person))
    return { kind: 'accept', answer: 'personal', writes }
  },
}

function handleRefusal(facts: Facts, { id, handle }: Person) {
  if (everyoneHandles.has(handle)) return 'handle-reserved'
  return (facts.personByHandle(handle) ?? id) === id ? null : 'handle-taken'
}

/** None, or a picture of their own that stands in no room. */
function isOwnPicture(facts: Facts, { id, photo }: Person): boolean {
  if (photo === null) return true
  const file = facts.file(photo)
  return file !== null && file.owner === id && file.room === null && file.small !== null
}

/** A profile as it is told: to the rooms the person is in, then, last, to themselves. */
function tellings(facts: Facts, context: Context, before: Person | null, person: Person): Write[] {
  const formerly = before && before.name !== person.name ? before.name : null
  const entries = facts.roomsOf(person.id).map((room): Write => {
    // One command, an entry in each of several rooms: an id of its own for each, the same whenever it is derived.
    const id = derivedId(`${context.id} ${room}`) as EntryId
    const told = { ...context, id, by: person.id }
    const body = { kind: 'person.changed' as const, person, formerly }
    return { do: 'append', room, entry: nextEntry(facts.room(room), told, body) }
  })
  return [
    ...entries,
    { do: 'put-personal', person: person.id, value: { kind: 'me', value: person } },
  ]
}
