import { isPinned, limits, type CommandOf } from '@parley/protocol'
import { directBlockedCode } from './blocks.ts'
import { refuse, unchanged } from './decision.ts'
import type { CommandHandler } from './handler.ts'
import { append } from './membership.ts'
import { onMessage, reachingMessage } from './messages.ts'

/** Holds a message up for everyone in the room, or lets it down (SPEC T4). */
export const pinChange: CommandHandler<CommandOf<'pin.change'>> = {
  needs: reachingMessage,
  decide: (body, facts, context) =>
    onMessage(body, 'message.pin', facts, context, (room, _member, item) => {
      const { target: message, on } = body
      if (item.deletedAt !== null) return refuse('message-deleted')
      if (isPinned(room.state, message) === on) return unchanged
      const blocked = on ? directBlockedCode(body.room, facts, context) : null
      if (blocked) return refuse(blocked)
      if (on && room.state.pins.length >= limits.pinsPerRoom) return refuse('too-many-pins')
      return append(body.room, room, context, { kind: 'pin.changed', message, on })
    }),
}
