import {
  directPair,
  personalKey,
  type ErrorCode,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import type { Context, Facts, Need } from './facts.ts'

const keyOf = (person: PersonId) => personalKey({ kind: 'block', subject: person })
const hasBlocked = (facts: Facts, by: PersonId, other: PersonId) =>
  (facts.personal(by, keyOf(other))?.value ?? null) !== null

/** What has to be seen before someone reaches for others directly. */
export function blockNeeds(others: readonly PersonId[], { by }: Context): Need[] {
  return others
    .filter((other) => other !== by)
    .flatMap((other): Need[] => [
      { kind: 'personal', person: by, key: keyOf(other) },
      { kind: 'personal', person: other, key: keyOf(by) },
    ])
}

/** Why the actor does not reach one of the others directly, or null (SPEC B1, B2). */
export function blockedCode(
  others: readonly PersonId[],
  facts: Facts,
  { by }: Context,
): ErrorCode | null {
  if (others.some((other) => hasBlocked(facts, by, other))) return 'person-blocked'
  if (others.some((other) => hasBlocked(facts, other, by))) return 'person-unreachable'
  return null
}

/** The other person of a direct room. All other rooms are open, so that nothing more is looked at for them. */
function otherOf(room: RoomId, by: PersonId): PersonId[] {
  return directPair(room)?.filter((person) => person !== by) ?? []
}

export function directNeeds(room: RoomId, context: Context): Need[] {
  return blockNeeds(otherOf(room, context.by), context)
}

export function directBlockedCode(room: RoomId, facts: Facts, context: Context): ErrorCode | null {
  return blockedCode(otherOf(room, context.by), facts, context)
}
