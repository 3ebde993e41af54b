import { limits, type Person, type PersonId, type Role, type RoomState } from '@parley/protocol'

/** Who is in a room after everything written or waiting to be written; the same as folding its log, without waiting for it. */
export class RoomMembers {
  readonly #roles = new Map<PersonId, Role>()
  readonly #present = new Set<PersonId>()

  constructor(members: RoomState['members']) {
    for (const { person, role, left } of members) {
      this.#roles.set(person.id, role)
      if (left === null) this.#present.add(person.id)
    }
  }

  has(person: PersonId): boolean {
    return this.#present.has(person)
  }

  get isFull(): boolean {
    return this.#present.size >= limits.membersPerRoom
  }

  /** The role they come back with: who was owner stays owner, so that no room loses its own by a coming and going. */
  join({ id }: Person): Role {
    const role = this.#roles.get(id) ?? 'member'
    this.#roles.set(id, role)
    this.#present.add(id)
    return role
  }

  leave(person: PersonId): void {
    this.#present.delete(person)
  }
}
