import { directPair, memberOf, type PersonId, type RoomId } from '@parley/protocol'
import type { Computed, QueryContext } from './context.ts'
import type { BlockedRow, ResultOf } from './views.ts'

/** Whose words are folded. */
export type Folded = { has(person: PersonId): boolean }

/** In a direct room nobody's: all that stands there was said before the block (SPEC B2). */
export function foldedIn(context: QueryContext, room: RoomId): Folded {
  return directPair(room) ? new Set() : context.values('block')
}

/** Whom the person has blocked, by name (SPEC B1). */
export function blocked(context: QueryContext): Computed<ResultOf<'blocked'>> {
  const rows = [...context.values('block')]
    .map(([id, { name }]): BlockedRow => {
      const person = context.person(id)
      return { id, person: { ...person, name: person.name || name } }
    })
    .toSorted((one, other) => (one.person.name < other.person.name ? -1 : 1))
  return { result: { rows }, keys: ['values:block', 'outbox', 'people'] }
}

/** How the person stands with another, and what of blocking would be refused (SPEC B3). */
export function blocking(
  context: QueryContext,
  { person }: { person: PersonId },
): Computed<ResultOf<'blocking'>> {
  const active = context.cache.index
    .held()
    .filter(({ state }) => state?.contract?.status === 'active')
  const contracts = context.cache.read((tx) =>
    active.flatMap(({ id }) => {
      // The index keeps rooms without their people.
      const state = tx.room(id)?.state
      if (!state?.contract || !memberOf(state, person)) return []
      return [{ room: id, title: state.contract.title }]
    }),
  )
  const isBlocked = context.values('block').has(person)
  return { result: { blocked: isBlocked, contracts }, keys: ['values:block', 'outbox', 'rooms'] }
}
