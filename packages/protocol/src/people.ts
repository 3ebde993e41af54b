import { z } from 'zod'
import { fileIdSchema, instantSchema, personIdSchema, type Instant } from './ids.ts'
import { limits } from './limits.ts'
import { emojiSchema } from './messages/emoji.ts'

/** How a person is written after `@`: lower case, unique on a server. */
export const handleSchema = z
  .string()
  .max(limits.handleChars)
  .regex(/^[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}._-]*[\p{Ll}\p{Lo}\p{N}_])?$/u)

/** What calls everyone in a room (SPEC K9), and so is nobody's handle. */
export const everyoneHandles: ReadonlySet<string> = new Set(['all', 'here'])

/** What a person says of themselves for a while; one of `text` and `emoji` says something. Over from `until` on, when set. */
export const personStatusSchema = z
  .object({
    text: z.string().max(limits.statusChars),
    emoji: emojiSchema.nullable(),
    until: instantSchema.nullable(),
  })
  .refine(({ text, emoji }) => text.trim() !== '' || emoji !== null, 'says nothing')
export type PersonStatus = z.infer<typeof personStatusSchema>

/**
 * What others see of a person. `kind` tells who can act: `person` signs in, `bot` is a robot, `imported` came with an import
 * and cannot sign in until claimed.
 */
export const personSchema = z.object({
  id: personIdSchema,
  handle: handleSchema,
  name: z.string().min(1).max(limits.nameChars),
  kind: z.enum(['person', 'bot', 'imported']),
  /** IANA name, or null when the person never told. */
  timeZone: z.string().max(64).nullable(),
  /** The file of their photo; every new photo is a new file. */
  photo: fileIdSchema.nullable(),
  status: personStatusSchema.nullable(),
})
export type Person = z.infer<typeof personSchema>

/** What a person may change of their own profile. */
export type ProfileChange = {
  [K in 'name' | 'handle' | 'timeZone' | 'photo' | 'status']?: Person[K] | undefined
}

/** The person with what is given in `change`; what is left out stays (SPEC P1). */
export function changedPerson(person: Person, change: ProfileChange): Person {
  const { name, handle, timeZone, photo, status } = change
  return {
    ...person,
    ...(name === undefined ? {} : { name }),
    ...(handle === undefined ? {} : { handle }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(photo === undefined ? {} : { photo }),
    ...(status === undefined ? {} : { status }),
  }
}

/** What a person says of themselves now: null once its time is over. */
export function statusAt({ status }: Pick<Person, 'status'>, now: Instant): PersonStatus | null {
  return status && (status.until === null || now < status.until) ? status : null
}

/** Whether two profiles say the same of the same person. */
export function isSamePerson(one: Person, other: Person): boolean {
  return (
    one.id === other.id &&
    one.handle === other.handle &&
    one.name === other.name &&
    one.kind === other.kind &&
    one.timeZone === other.timeZone &&
    one.photo === other.photo &&
    isSameStatus(one.status, other.status)
  )
}

function isSameStatus(one: PersonStatus | null, other: PersonStatus | null): boolean {
  if (one === null || other === null) return one === other
  return one.text === other.text && one.emoji === other.emoji && one.until === other.until
}
