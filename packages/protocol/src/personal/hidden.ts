import { z } from 'zod'
import { roomIdSchema, seqSchema } from '../ids.ts'
import { personalKind } from './kind.ts'

/**
 * A direct room that is not listed until something is said in it past `upTo`. The command names the place up to which the
 * person has seen the room, so that what came meanwhile shows it; null shows it at once.
 */
export const hidden = personalKind({
  kind: 'hidden',
  subject: 'room',
  value: z.object({ upTo: seqSchema }),
  commands: [
    z.strictObject({
      kind: z.literal('hidden.change'),
      room: roomIdSchema,
      upTo: seqSchema.nullable(),
    }),
  ],
  ability: 'hidden.change',
  latestOnly: true,
  quiet: true,
  subjectOf: ({ room }) => room,
  fold: (_, { upTo }, { head }) => ({
    next: upTo === null ? null : { upTo: Math.min(upTo, head) },
  }),
})
