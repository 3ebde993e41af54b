import type { z } from 'zod'
import type { Ability } from '../abilities.ts'
import type { ErrorCode } from '../errors.ts'
import type { Seq } from '../ids.ts'
import { archived } from './archived.ts'
import { block } from './block.ts'
import { favourite } from './favourite.ts'
import { hidden } from './hidden.ts'
import type { FoldContext, Outcome, subjects, SubjectType } from './kind.ts'
import { saved } from './saved.ts'
import { scheduled } from './schedule.ts'
import { isSameJson } from './same-json.ts'
import { setting } from './setting.ts'

/** Every kind of value that the personal log carries beside memberships, read marks and the person themselves. */
export const personalKinds = [
  favourite,
  archived,
  hidden,
  setting,
  saved,
  scheduled,
  block,
] as const

type Kinds = typeof personalKinds
type Named<K extends PersonalKind> = Extract<Kinds[number], { kind: K }>
export type PersonalKind = Kinds[number]['kind']
export type SubjectOf<K extends PersonalKind> = z.output<(typeof subjects)[Named<K>['subject']]>
export type ValueOf<K extends PersonalKind> = z.output<Named<K>['value']>

/** The latest value of a kind about a subject; null: it was taken away. */
export type PersonalValueItem = {
  [K in PersonalKind]: { kind: K; seq: Seq; subject: SubjectOf<K>; value: ValueOf<K> | null }
}[PersonalKind]

type CommandsOf<T> = T extends readonly [infer First extends Kinds[number], ...infer Rest]
  ? [...First['commands'], ...CommandsOf<Rest>]
  : []
export const valueCommands = personalKinds.flatMap((each) => [
  ...each.commands,
]) as CommandsOf<Kinds>
export type ValueCommand = z.output<(typeof valueCommands)[number]>

/** A kind as far as it is the same for all of them. */
type AnyKind = {
  kind: PersonalKind
  subject: SubjectType
  ability: Ability | null
  latestOnly: boolean
  quiet: boolean
  subjectOf(command: ValueCommand): string
  fold(current: unknown, command: ValueCommand, context: FoldContext): Outcome<unknown>
}
const byCommand = new Map<string, AnyKind>(
  personalKinds.flatMap((each) =>
    each.commands.map((command) => [command.shape.kind.value, each] as const),
  ),
)

/** The kind of value that a command is about; null for every other command. */
export function kindOfCommand(command: { kind: string }): AnyKind | null {
  return byCommand.get(command.kind) ?? null
}

export function isValueCommand(command: { kind: string }): command is ValueCommand {
  return byCommand.has(command.kind)
}

export type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never
export type FoldedValue =
  | { kind: 'set'; value: WithoutSeq<PersonalValueItem> }
  | { kind: 'unchanged' }
  | { kind: 'refuse'; code: ErrorCode }

/** What a command makes of the value it is about (SPEC O2). `current` is what stands there, null for nothing. */
export function foldValue(
  current: unknown,
  command: ValueCommand,
  context: FoldContext,
): FoldedValue {
  const kind = kindOfCommand(command)
  if (!kind) throw new Error(`${command.kind} is about no value`)
  const outcome = kind.fold(current, command, context)
  if ('refuse' in outcome) return { kind: 'refuse', code: outcome.refuse }
  if (isSameJson(current, outcome.next)) return { kind: 'unchanged' }
  const value = { kind: kind.kind, subject: kind.subjectOf(command), value: outcome.next }
  // The kind made all three of its own command and value.
  return { kind: 'set', value: value as WithoutSeq<PersonalValueItem> }
}
