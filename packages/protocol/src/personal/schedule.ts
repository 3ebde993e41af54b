import { z } from 'zod'
import { errorCodeSchema } from '../errors.ts'
import { instantSchema, messageIdSchema, roomIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { personalKind } from './kind.ts'

const schedule = messageIdSchema

/**
 * A message to be posted at `at`, by the id it will have. `failed`: its time came, and the server may not post it; what was
 * written stays with the person. It goes when it is posted or taken back.
 */
export const scheduled = personalKind({
  kind: 'schedule',
  subject: 'id',
  value: z.object({
    room: roomIdSchema,
    text: z.string(),
    replyTo: messageIdSchema.nullable(),
    at: instantSchema,
    failed: errorCodeSchema.nullable(),
  }),
  commands: [
    z.strictObject({
      kind: z.literal('schedule.change'),
      schedule,
      room: roomIdSchema,
      /** A longer or empty text parses, so that it is refused with its own code. */
      text: z.string().max(limits.messageChars * 2),
      replyTo: messageIdSchema.nullable(),
      at: instantSchema,
    }),
    z.strictObject({ kind: z.literal('schedule.cancel'), schedule }),
  ],
  ability: 'message.post',
  latestOnly: true,
  quiet: false,
  subjectOf: (command) => command.schedule,
  fold(current, command) {
    if (command.kind === 'schedule.cancel') return { next: null }
    const { room, text, replyTo, at } = command
    if (current && current.room !== room) return { refuse: 'id-reused' }
    if (text.trim() === '') return { refuse: 'text-empty' }
    if (text.length > limits.messageChars) return { refuse: 'text-too-long' }
    // What it answers stays: its due work may be under way.
    const answered = current ? current.replyTo : replyTo
    return { next: { room, text, replyTo: answered, at, failed: null } }
  },
})
