import {
  can,
  foldValue,
  kindOfCommand,
  personalKey,
  type ErrorCode,
  type MessageId,
  type PersonId,
  type RoomId,
  type ValueCommand,
} from '@parley/protocol'
import { refuse, unchanged, type Write } from '../decision.ts'
import { presentMember, type Context, type Facts, type Need, type RoomFact } from '../facts.ts'
import type { CommandHandler } from '../handler.ts'
import { personalRules } from './rules.ts'

/** Decides every command about a value of the personal log, by the kind's own fold (SPEC O2). */
export const personalValue: CommandHandler<ValueCommand> = {
  needs(body, context) {
    const { kind, subject, key } = aboutOf(body)
    const person =
      subject.person === null ? [] : [{ kind: 'person', person: subject.person } as const]
    const message =
      subject.message === null ? [] : [{ kind: 'message', message: subject.message } as const]
    const room = subject.room === null ? [] : [{ kind: 'room', room: subject.room } as const]
    return [
      { kind: 'personal', person: context.by, key },
      ...room,
      ...message,
      ...person,
      ...(personalRules[kind.kind]?.needs?.(body, context) ?? []),
    ] satisfies Need[]
  },
  decide(body, facts, context) {
    const { kind, subject, key } = aboutOf(body)
    const rule = personalRules[kind.kind]
    const room = subject.room === null ? null : roomOf(facts, subject.room, context)
    const before = facts.personal(context.by, key)?.value ?? null
    const folded = foldValue(before, body, { ...context, head: room?.head ?? 0 })
    if (folded.kind === 'refuse') return refuse(folded.code)
    if (folded.kind === 'unchanged') return unchanged
    const after = folded.value.value
    const code = after === null ? null : whyNot(body, room, facts, context)
    if (code) return refuse(code)
    const also: Write[] = rule?.also?.({ command: body, before, after }, facts, context) ?? []
    const own: Write = { do: 'put-personal', person: context.by, value: folded.value }
    // The last value is the one that the ack names.
    return { kind: 'accept', answer: 'personal', writes: [...also, own] }
  },
}

function aboutOf(body: ValueCommand) {
  const kind = kindOfCommand(body)
  if (!kind) throw new Error(`${body.kind} is about no value`)
  const id = kind.subjectOf(body)
  // The kind's subject type says what its id is.
  const subject = {
    room: 'room' in body ? body.room : null,
    message: kind.subject === 'message' ? (id as MessageId) : null,
    person: kind.subject === 'person' ? (id as PersonId) : null,
  }
  return { kind, subject, key: personalKey({ kind: kind.kind, subject: id }) }
}

/** The room while the person is in it; no one outside can tell a room from none (SPEC X1). */
function roomOf(facts: Facts, id: RoomId, { by }: Context): RoomFact | null {
  const room = facts.room(id)
  return room && presentMember(room.state, by) ? room : null
}

function whyNot(
  body: ValueCommand,
  room: RoomFact | null,
  facts: Facts,
  context: Context,
): ErrorCode | null {
  const { kind, subject } = aboutOf(body)
  if (kind.ability !== null) {
    const member = room && presentMember(room.state, context.by)
    if (!room || !member) return 'room-unknown'
    if (!can(member.role, room.state, kind.ability)) return 'forbidden'
    const message = subject.message === null ? null : facts.message(subject.message)
    if (subject.message !== null && message?.room !== subject.room) return 'message-unknown'
  }
  if (subject.person !== null && !facts.person(subject.person)) return 'person-unknown'
  return personalRules[kind.kind]?.refuses?.(body, facts, context) ?? null
}
