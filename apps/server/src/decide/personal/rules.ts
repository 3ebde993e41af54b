import type { ErrorCode, PersonalKind, ValueCommand } from '@parley/protocol'
import { scheduleRule } from './schedule.ts'
import { savedRule } from './saved.ts'
import type { Write } from '../decision.ts'
import type { Context, Facts, Need } from '../facts.ts'
import { blockRule } from './block.ts'

/** What the server alone knows of a kind of value, beyond its fold: why it may not be set, and what follows from it. */
export type PersonalRule = {
  needs?(command: ValueCommand, context: Context): Need[]
  /** Asked of what would be set, not of what is taken away. */
  refuses?(command: ValueCommand, facts: Facts, context: Context): ErrorCode | null
  /** Written in the same transaction; `after` null: the value was taken away. */
  also?(
    change: { command: ValueCommand; before: unknown; after: unknown },
    facts: Facts,
    context: Context,
  ): Write[]
}

/** Every kind with its rule: a kind without a row does not compile. Most need none. */
export const personalRules: Record<PersonalKind, PersonalRule | null> = {
  favourite: null,
  archived: null,
  hidden: null,
  setting: null,
  saved: savedRule,
  schedule: scheduleRule,
  block: blockRule,
}
