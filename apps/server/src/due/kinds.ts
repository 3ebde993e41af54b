import type { Clock } from '../clock.ts'
import { scheduleKind } from '../decide/personal/schedule.ts'
import { reminderKind } from '../decide/personal/saved.ts'
import type { Settled, Submission } from '../store/port.ts'
import type { DueHandlers } from './handlers.ts'
import { scheduleHandler } from './schedule.ts'
import { reminderHandler } from './reminder.ts'

export type DueHandlerDeps = { submit(submission: Submission): Promise<Settled>; clock: Clock }

/** Every kind of due work with what does it. */
export function createDueHandlers(deps: DueHandlerDeps): DueHandlers {
  return { [reminderKind]: reminderHandler(deps), [scheduleKind]: scheduleHandler(deps) }
}
