import {
  personIdSchema,
  type CommandId,
  type Person,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { z } from 'zod'
import { handlesFor } from '../accounts/handles.ts'
import { ensurePerson } from '../accounts/people.ts'
import { derivedId } from '../derived-id.ts'
import { act, Refused, type MarketplaceDeps, type ServiceCall } from './call.ts'

/** How a service names a person: by id, or by the e-mail address of their account. */
export const personRefSchema = z.union([
  z.strictObject({ id: personIdSchema }),
  z.strictObject({ email: z.email().max(254) }),
])
export type PersonRef = z.infer<typeof personRefSchema>

/** Throws `Refused`: `person-unknown`, also for who was deactivated. */
export async function named(deps: MarketplaceDeps, ref: PersonRef): Promise<Person> {
  const found = await sorted(deps, [ref])
  const [person] = found.people
  if (!person) throw new Refused('person-unknown')
  return person
}

/** Those who are here, and the addresses nobody has an account with. Throws as `named` for ids. */
export async function sorted(
  deps: MarketplaceDeps,
  refs: readonly PersonRef[],
): Promise<{ people: Person[]; strangers: string[] }> {
  const people: Person[] = []
  const strangers: string[] = []
  for (const ref of refs) {
    const id = 'id' in ref ? ref.id : deps.accounts.personOf(ref.email)
    if (id === null) {
      if ('email' in ref) strangers.push(ref.email.toLowerCase())
      continue
    }
    const person = 'id' in ref ? deps.read.person(id) : await present(deps, id, ref.email)
    if (!person || !deps.accounts.isActive(id)) throw new Refused('person-unknown')
    people.push(person)
  }
  return { people, strangers }
}

/**
 * Sends each stranger an invitation into the room, from its owner; who has one under way gets no second mail. Throws `Refused`,
 * `scope-missing` among others, with the room as it stands.
 */
export function inviteStrangers(
  deps: MarketplaceDeps,
  owner: PersonId,
  room: RoomId,
  strangers: readonly string[],
): void {
  if (strangers.length === 0) return
  const listed = deps.invitations.list(owner, { room })
  if ('code' in listed) throw new Refused(listed.code)
  const waiting = new Set(
    listed.filter(({ state }) => state === 'pending').map(({ email }) => email),
  )
  for (const email of strangers) {
    if (waiting.has(email)) continue
    const made = deps.invitations.create(owner, { room, email })
    if ('code' in made) throw new Refused(made.code)
  }
}

export function mayInviteStrangers({ token }: ServiceCall, strangers: readonly string[]): void {
  if (strangers.length > 0 && !token.scopes.includes('people')) throw new Refused('scope-missing')
}

/** The person of an account; made when a crash fell between the two files. */
function present({ people }: MarketplaceDeps, person: PersonId, email: string): Promise<Person> {
  const [stem = email] = email.split('@')
  return ensurePerson({ person, name: stem, email: email.toLowerCase() }, people)
}

/** Who speaks for a service itself: a bot with its name. Made when it first speaks. */
export async function botOf(deps: MarketplaceDeps, { token }: ServiceCall): Promise<Person> {
  const { name, key } = token.service
  const id = derivedId(`${key} bot`) as string as PersonId
  for (let tried = 0; tried < 8; tried += 1) {
    const known = deps.read.person(id)
    if (known) return known
    const bot: Person = {
      id,
      handle: freeHandle(deps, name),
      name,
      kind: 'bot',
      timeZone: null,
      photo: null,
      status: null,
    }
    const body = { kind: 'person.put' as const, person: bot, email: null }
    // Under an id of its own each time: a handle that was taken meanwhile gives way to another.
    const step = `bot ${bot.handle}`
    await act(deps, id, derivedId(`${key} ${step}`) as CommandId, body).catch((cause: unknown) => {
      if (!(cause instanceof Refused)) throw cause
    })
  }
  throw new Refused('overloaded')
}

function freeHandle({ read }: MarketplaceDeps, name: string): string {
  for (const handle of handlesFor(name, name)) if (!read.findPerson(handle)) return handle
  throw new Error('no handle is free')
}
