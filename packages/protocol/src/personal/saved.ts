import { z } from 'zod'
import { instantSchema, messageIdSchema, roomIdSchema } from '../ids.ts'
import { personalKind } from './kind.ts'

/**
 * A message kept for later, in the order of `savedAt`. `remindAt` asks to be told of it; the server sets `due` when that time
 * has come, and it stays so until the person says it anew.
 */
export const saved = personalKind({
  kind: 'saved',
  subject: 'message',
  value: z.object({
    room: roomIdSchema,
    savedAt: instantSchema,
    remindAt: instantSchema.nullable(),
    due: z.boolean(),
  }),
  commands: [
    z.strictObject({
      kind: z.literal('saved.change'),
      room: roomIdSchema,
      message: messageIdSchema,
      on: z.boolean(),
      remindAt: instantSchema.nullable(),
    }),
  ],
  ability: 'saved.change',
  latestOnly: true,
  quiet: false,
  subjectOf: ({ message }) => message,
  fold: (current, { room, on, remindAt }, { at }) => ({
    next: on ? { room, savedAt: current?.savedAt ?? at, remindAt, due: false } : null,
  }),
})
