import { z } from 'zod'
import type { Ability } from '../abilities.ts'
import type { ErrorCode } from '../errors.ts'
import {
  commandIdSchema,
  messageIdSchema,
  personIdSchema,
  roomIdSchema,
  type CommandId,
  type Instant,
  type PersonId,
  type Seq,
} from '../ids.ts'
import { limits } from '../limits.ts'

/** What a value can be about. `name`: one of a list the kind keeps; `id`: a thing of the person's own, named by a command's id. */
export const subjects = {
  room: roomIdSchema,
  message: messageIdSchema,
  person: personIdSchema,
  name: z.string().min(1).max(limits.valueNameChars),
  id: commandIdSchema,
}
export type SubjectType = keyof typeof subjects

/** `head` is the room's, for a value about a room or a message; 0 where the person is not in it. */
export type FoldContext = { by: PersonId; id: CommandId; at: Instant; head: Seq }

/** What becomes of a value: `next` null takes it away, the same as before changes nothing. */
export type Outcome<V> = { next: V | null } | { refuse: ErrorCode }

/** The value of a kind that is there or not. */
export const flagSchema = z.literal(true)
export function flag(on: boolean): Outcome<z.output<typeof flagSchema>> {
  return { next: on ? true : null }
}

type CommandSchema = z.ZodType<{ kind: string }>

type Definition<
  K extends string,
  S extends SubjectType,
  V extends z.ZodType,
  C extends readonly [CommandSchema, ...CommandSchema[]],
> = {
  kind: K
  subject: S
  value: V
  commands: C
  /**
   * The right a member of the room needs to set it; for a value about a message, the message has to be there, too. Null: the
   * value is the person's own whether or not they are in the room. Taking a value away needs no right.
   */
  ability: Ability | null
  /** Each command says the whole value, so that a later one takes the place of those that have not left. */
  latestOnly: boolean
  /** Not counted among what waits to be sent, and forgotten when refused: there is nothing to decide about it. */
  quiet: boolean
  subjectOf(command: z.output<C[number]>): z.output<(typeof subjects)[S]>
  /** Pure: the server decides with it, and the client shows with it what is queued (SPEC O2). */
  fold(
    current: z.output<V> | null,
    command: z.output<C[number]>,
    context: FoldContext,
  ): Outcome<z.output<V>>
}

/** Declares one kind of value of the personal log: all there is to say of it, in its own file. */
export function personalKind<
  const K extends string,
  const S extends SubjectType,
  V extends z.ZodType,
  const C extends readonly [CommandSchema, ...CommandSchema[]],
>(definition: Definition<K, S, V, C>): Definition<K, S, V, C> {
  return definition
}
