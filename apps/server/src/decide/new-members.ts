import type { Person, PersonId, Role } from '@parley/protocol'
import type { Facts } from './facts.ts'

/** The people as new members, with their profiles as they are now; null when one of them does not exist. */
export function newMembers(
  facts: Facts,
  people: readonly PersonId[],
  role: Role,
): { person: Person; role: Role }[] | null {
  const members: { person: Person; role: Role }[] = []
  for (const id of people) {
    const fact = facts.person(id)
    if (!fact) return null
    members.push({ person: fact.person, role })
  }
  return members
}
