import { randomBytes } from 'node:crypto'
import {
  limits,
  personIdSchema,
  type CommandId,
  type Person,
  type PersonId,
} from '@parley/protocol'
import { z } from 'zod'
import { handlesFor } from '../accounts/handles.ts'
import { ensurePerson } from '../accounts/people.ts'
import { derivedId } from '../derived-id.ts'
import { act, Refused, type MarketplaceDeps, type ServiceCall } from './call.ts'

/**
 * How a service names a person: by id, or by e-mail address. With a name an address that nobody has yet gets an account, whose
 * password nobody knows: nobody else can take the address, and its owner comes in by a link to it.
 */
export const personRefSchema = z.union([
  z.strictObject({ id: personIdSchema }),
  z.strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(limits.nameChars).optional(),
  }),
])
export type PersonRef = z.infer<typeof personRefSchema>

export type NamedPerson = { person: Person; isNew: boolean }

/** Throws `Refused`: `person-unknown`, or `scope-missing` where an account would have to be made and the token is not for that. */
export async function named(
  deps: MarketplaceDeps,
  call: ServiceCall,
  ref: PersonRef,
): Promise<NamedPerson> {
  if ('id' in ref) {
    const person = deps.read.person(ref.id)
    if (!person || !deps.accounts.isActive(person.id)) throw new Refused('person-unknown')
    return { person, isNew: false }
  }
  const known = deps.accounts.personOf(ref.email)
  if (known) {
    if (!deps.accounts.isActive(known)) throw new Refused('person-unknown')
    return { person: await present(deps, known, ref), isNew: false }
  }
  if (ref.name === undefined) throw new Refused('person-unknown')
  if (!call.token.scopes.includes('people')) throw new Refused('scope-missing')
  return provide(deps, { email: ref.email, name: ref.name })
}

async function provide(
  deps: MarketplaceDeps,
  { email, name }: { email: string; name: string },
): Promise<NamedPerson> {
  const password = randomBytes(48).toString('base64url')
  let made: PersonId
  try {
    made = await deps.accounts.create({
      name,
      email,
      password,
      administrator: false,
      sample: false,
    })
  } catch (cause) {
    // Another call may have made it meanwhile.
    const other = deps.accounts.personOf(email)
    if (!other) throw cause
    return { person: await present(deps, other, { email, name }), isNew: false }
  }
  return { person: await present(deps, made, { email, name }), isNew: true }
}

/** The person of an account; made when a crash fell between the two files. */
function present(
  { people }: MarketplaceDeps,
  person: PersonId,
  { email, name }: { email: string; name?: string | undefined },
): Promise<Person> {
  const [stem = email] = email.split('@')
  return ensurePerson({ person, name: name ?? stem, email: email.toLowerCase() }, people)
}

/** Who speaks for a service itself: a bot with its name. Made when it first speaks. */
export async function botOf(deps: MarketplaceDeps, { token }: ServiceCall): Promise<Person> {
  const { name, key } = token.service
  const id = derivedId(`${key} bot`) as string as PersonId
  for (let tried = 0; tried < 8; tried += 1) {
    const known = deps.read.person(id)
    if (known) return known
    const bot: Person = { id, handle: freeHandle(deps, name), name, kind: 'bot', timeZone: null }
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
