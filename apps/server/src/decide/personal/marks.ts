import {
  markRead,
  markUnread,
  personalKey,
  unmarked,
  type CommandOf,
  type ReadMark,
  type RoomId,
} from '@parley/protocol'
import { unchanged, type Decision } from '../decision.ts'
import type { Context, Facts, Need } from '../facts.ts'
import { asMember, type CommandHandler } from '../handler.ts'

export const readMark: CommandHandler<CommandOf<'read.mark'>> = {
  needs: roomAndMark,
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'read.mark' }, context, ({ head }) => {
      const mark = markOf(facts, body.room, context)
      return setMark(body.room, context, markRead(mark, Math.min(body.upTo, head), body.base))
    }),
}

export const readUnmark: CommandHandler<CommandOf<'read.unmark'>> = {
  needs: roomAndMark,
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'read.mark' }, context, ({ head }) => {
      const mark = markOf(facts, body.room, context)
      const from = Math.min(body.from, head)
      return setMark(body.room, context, markUnread(mark, from, head, body.base))
    }),
}

const keyOf = (room: RoomId) => personalKey({ kind: 'read', room })

function roomAndMark({ room }: { room: RoomId }, { by }: Context): Need[] {
  return [
    { kind: 'room', room },
    { kind: 'personal', person: by, key: keyOf(room) },
  ]
}

function markOf(facts: Facts, room: RoomId, { by }: Context): ReadMark {
  const found = facts.personal(by, keyOf(room))
  return found?.kind === 'read' ? found.value : unmarked
}

function setMark(room: RoomId, { by }: Context, value: ReadMark | null): Decision {
  if (!value) return unchanged
  return {
    kind: 'accept',
    answer: 'personal',
    writes: [{ do: 'put-personal', person: by, value: { kind: 'read', room, value } }],
  }
}
