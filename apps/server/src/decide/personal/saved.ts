import { personalKey, type MessageId, type PersonId } from '@parley/protocol'
import { unchanged } from '../decision.ts'
import type { Facts } from '../facts.ts'
import type { CommandHandler } from '../handler.ts'
import type { PersonalRule } from './rules.ts'

/** What the due work of a reminder says: whose it is and which message. */
export type Reminder = { person: PersonId; message: MessageId }

/** The time of a reminder has come: what the server says to itself. */
export type ReminderDue = { kind: 'reminder.due' } & Reminder

export const reminderKind = 'reminder'
const workId = ({ person, message }: Reminder) => `${reminderKind}/${person}/${message}`

/** A reminder is due work beside its value: both are set, moved and taken back in one transaction (SPEC O8). */
export const savedRule: PersonalRule = {
  also({ command, after }, _facts, { by }) {
    if (command.kind !== 'saved.change') return []
    const reminder: Reminder = { person: by, message: command.message }
    const id = workId(reminder)
    if (after === null || command.remindAt === null) return [{ do: 'drop-due', id }]
    const work = {
      id,
      kind: reminderKind,
      dueAt: command.remindAt,
      payload: reminder,
      attempts: 0,
    }
    return [{ do: 'put-due', work }]
  },
}

/** A reminder that was moved or taken back meanwhile is not due. */
export const reminderDue: CommandHandler<ReminderDue> = {
  needs: (body) => [
    { kind: 'due', id: workId(body) },
    { kind: 'personal', person: body.person, key: keyOf(body) },
  ],
  decide(body, facts, { at }) {
    const id = workId(body)
    const work = facts.due(id)
    const value = savedOf(facts, body)
    if (!work || work.dueAt > at || !value) return unchanged
    return {
      kind: 'accept',
      answer: 'nothing',
      writes: [
        { do: 'drop-due', id },
        {
          do: 'put-personal',
          person: body.person,
          value: { kind: 'saved', subject: body.message, value: { ...value, due: true } },
        },
      ],
    }
  },
}

const keyOf = ({ message }: Reminder) => personalKey({ kind: 'saved', subject: message })

function savedOf(facts: Facts, reminder: Reminder) {
  const found = facts.personal(reminder.person, keyOf(reminder))
  return found?.kind === 'saved' ? found.value : null
}
