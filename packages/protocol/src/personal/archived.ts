import { z } from 'zod'
import { roomIdSchema } from '../ids.ts'
import { flag, flagSchema, personalKind } from './kind.ts'

/** A room the person put away. It stays there, whatever is said in it, until they take it out again (SPEC O5). */
export const archived = personalKind({
  kind: 'archived',
  subject: 'room',
  value: flagSchema,
  commands: [
    z.strictObject({ kind: z.literal('archived.change'), room: roomIdSchema, on: z.boolean() }),
  ],
  ability: 'archived.change',
  latestOnly: true,
  quiet: true,
  subjectOf: ({ room }) => room,
  fold: (_, { on }) => flag(on),
})
