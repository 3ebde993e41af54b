import {
  messageIdSchema,
  personIdSchema,
  roomIdSchema,
  type CommandId,
  type ErrorCode,
} from '@parley/protocol'
import { z } from 'zod'
import { derivedId } from '../derived-id.ts'
import type { DueHandler } from './handlers.ts'
import type { DueHandlerDeps } from './kinds.ts'

const payloadSchema = z.strictObject({
  person: personIdSchema,
  schedule: messageIdSchema,
  room: roomIdSchema,
  replyTo: messageIdSchema.nullable(),
})

/** Posts a scheduled message under the id it was scheduled with, or leaves it with its person, saying why not. */
export function scheduleHandler({ submit, clock }: DueHandlerDeps): DueHandler {
  return async ({ id, dueAt, payload }) => {
    const scheduled = payloadSchema.parse(payload)
    const say = (as: CommandId, refused: ErrorCode | null) =>
      submit({
        by: scheduled.person,
        at: clock.now(),
        digest: '',
        command: { id: as, body: { kind: 'schedule.due', ...scheduled, refused } },
      })
    let settled = await say(scheduled.schedule, null)
    if (settled.kind === 'refused' && settled.code === 'id-reused')
      settled = await say(derivedId(`${id} ${dueAt} refused`) as CommandId, 'id-reused')
    if (settled.kind === 'refused')
      throw new Error(`the scheduled message was refused: ${settled.code}`)
    return 'done'
  }
}
