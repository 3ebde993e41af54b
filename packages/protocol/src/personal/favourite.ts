import { z } from 'zod'
import { roomIdSchema } from '../ids.ts'
import { flag, flagSchema, personalKind } from './kind.ts'

/** A room the person wants near at hand. */
export const favourite = personalKind({
  kind: 'favourite',
  subject: 'room',
  value: flagSchema,
  commands: [
    z.strictObject({ kind: z.literal('favourite.change'), room: roomIdSchema, on: z.boolean() }),
  ],
  ability: 'favourite.change',
  latestOnly: true,
  quiet: true,
  subjectOf: ({ room }) => room,
  fold: (_, { on }) => flag(on),
})
