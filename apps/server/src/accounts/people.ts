import { randomUUIDv7 } from 'node:crypto'
import type { CommandId, Person, PersonId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Reads, Settled, Submission } from '../store/port.ts'
import { digestOf } from '../sync/digest.ts'
import { handlesFor } from './handles.ts'
import type { Account } from './port.ts'

export type PeopleDeps = {
  read: Pick<Reads, 'person' | 'findPerson'>
  submit(submission: Submission): Promise<Settled>
  clock: Pick<Clock, 'now'>
}

/** Tries for one person before giving up: each meets a handle that another sign-up took in between. */
const tries = 8

/**
 * The person of an account in the main store, made when there is none yet. Accounts live in another file, so a crash can
 * fall between the two: signing in mends it. Throws when the store refuses every try.
 */
export async function ensurePerson(
  account: Pick<Account, 'person' | 'name' | 'email'>,
  deps: PeopleDeps,
  wish: { handle?: string; timeZone?: string | null } = {},
): Promise<Person> {
  const known = deps.read.person(account.person)
  if (known) return known
  // An imported person may stand under the address; they stay who they are until claimed.
  let email: string | null = account.email
  for (let tried = 0; tried < tries; tried += 1) {
    const handle = wish.handle ?? freeHandle(account, deps.read)
    const person: Person = {
      id: account.person,
      handle,
      name: account.name,
      kind: 'person',
      timeZone: wish.timeZone ?? null,
      photo: null,
      status: null,
    }
    const settled = await putPerson(person, email, deps)
    if (settled.kind === 'done') return deps.read.person(account.person) ?? person
    if (settled.code === 'email-taken') email = null
  }
  throw new Error('the store takes no person for this account')
}

function putPerson(person: Person, email: string | null, deps: PeopleDeps): Promise<Settled> {
  const body = { kind: 'person.put' as const, person, email }
  const digest = digestOf(body)
  const id = randomUUIDv7() as CommandId
  return deps.submit({ by: person.id, at: deps.clock.now(), digest, command: { id, body } })
}

function freeHandle(
  account: { person: PersonId; name: string; email: string },
  read: PeopleDeps['read'],
) {
  for (const handle of handlesFor(account.name, account.email)) {
    if (!read.findPerson(handle)) return handle
  }
  throw new Error('no handle is free')
}
