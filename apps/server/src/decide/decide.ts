import { isValueCommand, type ValueCommand } from '@parley/protocol'
import type { Submission } from '../store/port.ts'
import type { Decision } from './decision.ts'
import { dueDrop, duePut, dueSettle } from './due.ts'
import type { Context, Facts, Need } from './facts.ts'
import type { CommandHandler } from './handler.ts'
import { messageForward } from './forward.ts'
import { fileDrop, filePut } from './files.ts'
import { entryImport } from './import.ts'
import { memberInvite, memberLeave, memberRemove, memberRole } from './members.ts'
import { messageDelete, messageEdit, messagePost, reactionChange } from './messages.ts'
import { personPut, profileChange } from './people.ts'
import { readMark, readUnmark } from './personal/marks.ts'
import { scheduleDue } from './personal/schedule.ts'
import { reminderDue } from './personal/saved.ts'
import { personalValue } from './personal/values.ts'
import { pinChange } from './pins.ts'
import { contractEnd, contractStart, roomChange, roomCreate } from './rooms.ts'

type Body = Submission['command']['body']
type Bodies = { [K in Body['kind']]: Extract<Body, { kind: K }> }

/**
 * Every kind of command with the code that decides it: a kind without a row does not compile. Those about a value of the
 * personal log have one handler for all.
 */
const handlers: { [K in Exclude<Body['kind'], ValueCommand['kind']>]: CommandHandler<Bodies[K]> } =
  {
    'room.create': roomCreate,
    'room.change': roomChange,
    'contract.start': contractStart,
    'contract.end': contractEnd,
    'member.invite': memberInvite,
    'member.leave': memberLeave,
    'member.remove': memberRemove,
    'member.role': memberRole,
    'message.post': messagePost,
    'message.forward': messageForward,
    'message.edit': messageEdit,
    'message.delete': messageDelete,
    'reaction.change': reactionChange,
    'pin.change': pinChange,
    'read.mark': readMark,
    'read.unmark': readUnmark,
    'profile.change': profileChange,
    'person.put': personPut,
    'file.put': filePut,
    'file.drop': fileDrop,
    'entry.import': entryImport,
    'due.put': duePut,
    'due.drop': dueDrop,
    'due.settle': dueSettle,
    'reminder.due': reminderDue,
    'schedule.due': scheduleDue,
  }

/** The keys of what `decide` will look at. */
export function needs(submission: Submission): Need[] {
  return needsOf(submission.command.body, contextOf(submission))
}

/** What a command changes, or why it may not: pure, from the facts its needs name. */
export function decide(facts: Facts, submission: Submission): Decision {
  return decisionOf(submission.command.body, facts, contextOf(submission))
}

function needsOf<K extends Body['kind']>(body: Bodies[K], context: Context): Need[] {
  return handlerOf(body).needs(body, context)
}

function decisionOf<K extends Body['kind']>(
  body: Bodies[K],
  facts: Facts,
  context: Context,
): Decision {
  return handlerOf(body).decide(body, facts, context)
}

/** The table's row for a body; its type says so, but the compiler cannot follow a key read out of the body itself. */
function handlerOf<K extends Body['kind']>(body: Bodies[K]): CommandHandler<Bodies[K]> {
  if (isValueCommand(body)) return personalValue as CommandHandler<ValueCommand & Bodies[K]>
  return handlers[body.kind as Exclude<K, ValueCommand['kind']>]
}

function contextOf({ by, at, command }: Submission): Context {
  return { by, at, id: command.id }
}
