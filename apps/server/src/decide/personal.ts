import { markRead, markUnread, type CommandOf, type ReadMark, type RoomId } from '@parley/protocol'
import { unchanged, type Decision } from './decision.ts'
import type { Context, Need } from './facts.ts'
import { asMember, type CommandHandler } from './handler.ts'

export const readMark: CommandHandler<CommandOf<'read.mark'>> = {
  needs: roomAndMark,
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'read.mark' }, context, ({ head }) => {
      const mark = facts.mark(context.by, body.room)
      return setMark(body.room, context, markRead(mark, Math.min(body.upTo, head), body.base))
    }),
}

export const readUnmark: CommandHandler<CommandOf<'read.unmark'>> = {
  needs: roomAndMark,
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'read.mark' }, context, ({ head }) => {
      const mark = facts.mark(context.by, body.room)
      const from = Math.min(body.from, head)
      return setMark(body.room, context, markUnread(mark, from, head, body.base))
    }),
}

function roomAndMark({ room }: { room: RoomId }, { by }: Context): Need[] {
  return [
    { kind: 'room', room },
    { kind: 'mark', person: by, room },
  ]
}

function setMark(room: RoomId, { by }: Context, value: ReadMark | null): Decision {
  if (!value) return unchanged
  return {
    kind: 'accept',
    answer: 'personal',
    writes: [{ do: 'put-personal', person: by, value: { kind: 'read', room, value } }],
  }
}

export const favouriteChange: CommandHandler<CommandOf<'favourite.change'>> = {
  needs: ({ room }, { by }) => [
    { kind: 'room', room },
    { kind: 'favourite', person: by, room },
  ],
  decide: ({ room, on }, facts, context) =>
    asMember(facts, { room, ability: 'favourite.change' }, context, () => {
      if (facts.favourite(context.by, room) === on) return unchanged
      return {
        kind: 'accept',
        answer: 'personal',
        writes: [
          { do: 'put-personal', person: context.by, value: { kind: 'favourite', room, value: on } },
        ],
      }
    }),
}
