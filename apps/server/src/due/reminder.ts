import { messageIdSchema, personIdSchema, type CommandId } from '@parley/protocol'
import { z } from 'zod'
import { derivedId } from '../derived-id.ts'
import type { DueHandler } from './handlers.ts'
import type { DueHandlerDeps } from './kinds.ts'

const payloadSchema = z.strictObject({ person: personIdSchema, message: messageIdSchema })

/** Marks a saved message as due in its person's log, from where all their devices hear of it. */
export function reminderHandler({ submit, clock }: DueHandlerDeps): DueHandler {
  return async ({ id, dueAt, payload }) => {
    const reminder = payloadSchema.parse(payload)
    const settled = await submit({
      by: reminder.person,
      at: clock.now(),
      digest: '',
      command: {
        id: derivedId(`${id} ${dueAt}`) as CommandId,
        body: { kind: 'reminder.due', ...reminder },
      },
    })
    if (settled.kind === 'refused') throw new Error(`the reminder was refused: ${settled.code}`)
    return 'done'
  }
}
