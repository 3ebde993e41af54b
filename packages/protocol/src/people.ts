import { z } from 'zod'
import { personIdSchema } from './ids.ts'
import { limits } from './limits.ts'

/** How a person is written after `@`: lower case, unique on a server. */
export const handleSchema = z
  .string()
  .max(limits.handleChars)
  .regex(/^[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}._-]*[\p{Ll}\p{Lo}\p{N}_])?$/u)

/** What calls everyone in a room (SPEC K9), and so is nobody's handle. */
export const everyoneHandles: ReadonlySet<string> = new Set(['all', 'here'])

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
})
export type Person = z.infer<typeof personSchema>
