import {
  kindOfCommand,
  type CommandBody,
  type CommandId,
  type MessageId,
  type PersonalKind,
  type PersonId,
  type RoomId,
  type Seq,
  type ValueCommand,
} from '@parley/protocol'

/** What is at hand for a random command about a value: a room the person sees, a message in it, someone else, two numbers. */
export type AtHand = {
  room: RoomId
  message: MessageId | null
  person: PersonId
  /** An id of the person's own that comes again for the same number. */
  id: CommandId
  head: Seq
  a: number
  b: number
}

/** A command of each kind of value: a kind without a row does not compile, so the property tests cover it (SPEC O2). */
const acts: Record<PersonalKind, (at: AtHand) => ValueCommand | null> = {
  favourite: ({ room, b }) => ({ kind: 'favourite.change', room, on: b % 2 === 0 }),
  archived: ({ room, b }) => ({ kind: 'archived.change', room, on: b % 2 === 0 }),
  hidden: ({ room, head, b }) => ({
    kind: 'hidden.change',
    room,
    upTo: b % 3 === 0 ? null : Math.max(0, head - (b % 3)),
  }),
  saved: ({ room, message, b }) =>
    message && {
      kind: 'saved.change',
      room,
      message,
      on: b % 4 !== 0,
      remindAt: b % 2 === 0 ? null : 1_000 + b,
    },
  schedule: ({ room, id, a, b }) =>
    b % 3 === 0
      ? { kind: 'schedule.cancel', schedule: id }
      : {
          kind: 'schedule.change',
          schedule: id,
          room,
          text: b % 5 === 0 ? '' : `later ${a}`,
          replyTo: null,
          at: 1_000 + b,
        },
  setting: ({ a, b }) =>
    a % 2 === 0
      ? { kind: 'setting.change', name: 'collapsedGroups', value: b % 4 ? [`group ${b}`] : null }
      : { kind: 'setting.change', name: 'roomListView', value: b % 2 ? 'category' : 'recent' },
  // Seldom for long: who is blocked is not written to.
  block: ({ person, b }) => ({
    kind: 'block.change',
    person,
    name: b % 3 === 0 ? 'Someone' : null,
  }),
}
const kinds = Object.keys(acts) as PersonalKind[]

/** A command about a value of any kind, read out of the two numbers. */
export function anyValueCommand(at: AtHand): ValueCommand | null {
  const kind = kinds[(at.a * 31 + at.b) % kinds.length]
  return kind ? acts[kind](at) : null
}

/** Whether a queued command may go without an end of its own: another took its place, or its refusal was nothing to decide about. */
export function mayVanish(body: CommandBody): boolean {
  const kind = kindOfCommand(body)
  return body.kind === 'read.mark' || kind?.quiet === true || kind?.latestOnly === true
}
