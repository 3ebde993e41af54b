import {
  personalKey,
  type ErrorCode,
  type MessageId,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { unchanged, type Decision, type Write } from '../decision.ts'
import type { Facts } from '../facts.ts'
import type { CommandHandler } from '../handler.ts'
import { messagePost } from '../messages.ts'
import type { PersonalRule } from './rules.ts'

/** What the due work of a scheduled message says: whose it is, and what its posting has to see. */
export type Scheduled = {
  person: PersonId
  schedule: MessageId
  room: RoomId
  replyTo: MessageId | null
}

/**
 * The time of a scheduled message has come: what the server says to itself, under the id of the message. `refused`: another
 * message has that id.
 */
export type ScheduleDue = { kind: 'schedule.due'; refused: ErrorCode | null } & Scheduled

export const scheduleKind = 'schedule'
const workId = (person: PersonId, schedule: MessageId) => `${scheduleKind}/${person}/${schedule}`
const keyOf = (schedule: MessageId) => personalKey({ kind: 'schedule', subject: schedule })

/** A scheduled message is due work beside its value: both are set, moved and taken back in one transaction (SPEC O9). */
export const scheduleRule: PersonalRule = {
  needs: (command) =>
    command.kind === 'schedule.change' ? [{ kind: 'message', message: command.schedule }] : [],
  /** It was posted meanwhile: changing it now would post it twice. */
  refuses: (command, facts) =>
    command.kind === 'schedule.change' && facts.message(command.schedule) ? 'already-sent' : null,
  also({ command, after }, facts, { by }) {
    if (command.kind !== 'schedule.change' && command.kind !== 'schedule.cancel') return []
    const { schedule } = command
    const id = workId(by, schedule)
    if (command.kind === 'schedule.cancel' || after === null) return [{ do: 'drop-due', id }]
    const held = scheduledIn(facts, { person: by, schedule })
    const replyTo = held ? held.replyTo : command.replyTo
    const payload: Scheduled = {
      person: by,
      schedule,
      room: command.room,
      replyTo,
    }
    const work = { id, kind: scheduleKind, dueAt: command.at, payload, attempts: 0 }
    return [{ do: 'put-due', work }]
  },
}

/**
 * Posts it as its person would now: rights, room and text are asked anew. Message, value and due work change in one
 * transaction, so that it is posted once; what is refused stays with the person and says why. One that was moved or taken
 * back meanwhile is left alone.
 */
export const scheduleDue: CommandHandler<ScheduleDue> = {
  needs: (body, context) => [
    { kind: 'due', id: workId(body.person, body.schedule) },
    { kind: 'personal', person: body.person, key: keyOf(body.schedule) },
    ...messagePost.needs(postOf(body, ''), context),
  ],
  decide(body, facts, context) {
    const id = workId(body.person, body.schedule)
    const work = facts.due(id)
    const value = scheduledIn(facts, body)
    if (!work || work.dueAt > context.at || value?.replyTo !== body.replyTo) return unchanged
    const drop: Write = { do: 'drop-due', id }
    const put = (failed: ErrorCode | null): Write => ({
      do: 'put-personal',
      person: body.person,
      value: {
        kind: 'schedule',
        subject: body.schedule,
        value: failed === null ? null : { ...value, failed },
      },
    })
    const posted = decisionOf(body, () =>
      messagePost.decide(postOf(body, value.text), facts, context),
    )
    if (posted.kind === 'refuse')
      return { kind: 'accept', answer: 'nothing', writes: [put(posted.code), drop] }
    return { ...posted, writes: [...posted.writes, put(null), drop] }
  },
}

function decisionOf({ refused }: ScheduleDue, post: () => Decision): Decision {
  return refused === null ? post() : { kind: 'refuse', code: refused }
}

function postOf({ room, replyTo }: Scheduled, text: string) {
  return { kind: 'message.post', room, replyTo, text } as const
}

function scheduledIn(facts: Facts, { person, schedule }: Pick<Scheduled, 'person' | 'schedule'>) {
  const found = facts.personal(person, keyOf(schedule))
  return found?.kind === 'schedule' ? found.value : null
}
