import {
  can,
  limits,
  type Ability,
  type CommandOf,
  type ErrorCode,
  type MessageId,
  type MessageItem,
  type RoomId,
} from '@parley/protocol'
import { directBlockedCode, directNeeds } from './blocks.ts'
import { nextEntry, refuse, unchanged, type Decision, type Write } from './decision.ts'
import type { Context, Facts, Need } from './facts.ts'
import { asMember, type CommandHandler } from './handler.ts'
import { mentionsIn } from './mentions.ts'

export const messagePost: CommandHandler<CommandOf<'message.post'>> = {
  needs: ({ room, replyTo }, context) => [
    ...(replyTo === null
      ? [{ kind: 'room', room } as const]
      : roomAndMessage({ room, target: replyTo })),
    ...directNeeds(room, context),
  ],
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'message.post' }, context, (room, member) => {
      const fault = directBlockedCode(body.room, facts, context) ?? faultOf(body.text)
      if (fault) return refuse(fault)
      // A quote of a deleted message may stand: it was written before the author could know.
      if (body.replyTo !== null && !messageIn(facts, body.room, body.replyTo))
        return refuse('message-unknown')
      const entry = nextEntry(room, context, {
        kind: 'message.posted',
        text: body.text,
        replyTo: body.replyTo,
        mentions: mentionsIn(body.text, room, member),
        editedAt: null,
      })
      return accept({ do: 'append', room: body.room, entry })
    }),
}

export const messageEdit: CommandHandler<CommandOf<'message.edit'>> = {
  needs: reachingMessage,
  decide: (body, facts, context) =>
    onMessage(body, 'message.edit-own', facts, context, (room, member, item) => {
      if (item.by !== context.by) return refuse('forbidden')
      if (item.deletedAt !== null) return refuse('message-deleted')
      const blocked = directBlockedCode(body.room, facts, context)
      if (blocked) return refuse(blocked)
      const fault = faultOf(body.text)
      // Around what was forwarded one's own words may be none.
      if (fault && !(fault === 'text-empty' && item.forwarded)) return refuse(fault)
      if (item.text === body.text) return unchanged
      const entry = nextEntry(room, context, {
        kind: 'message.edited',
        target: body.target,
        text: body.text,
        mentions: mentionsIn(body.text, room, member),
      })
      return accept({ do: 'append', room: body.room, entry })
    }),
}

export const messageDelete: CommandHandler<CommandOf<'message.delete'>> = {
  needs: roomAndMessage,
  decide: (body, facts, context) =>
    onMessage(body, 'message.delete-own', facts, context, (room, member, item) => {
      const any = can(member.role, room.state, 'message.delete-any')
      if (item.by !== context.by && !any) return refuse('forbidden')
      if (item.deletedAt !== null) return refuse('message-deleted')
      const entry = nextEntry(room, context, { kind: 'message.deleted', target: body.target })
      return accept(
        { do: 'append', room: body.room, entry },
        { do: 'drop-texts', room: body.room, message: body.target },
      )
    }),
}

export const reactionChange: CommandHandler<CommandOf<'reaction.change'>> = {
  needs: reachingMessage,
  decide: (body, facts, context) =>
    onMessage(body, 'reaction.change', facts, context, (room, _member, item) => {
      if (item.deletedAt !== null) return refuse('message-deleted')
      const chosen = item.reactions.find(({ emoji }) => emoji === body.emoji)
      if ((chosen?.people.includes(context.by) ?? false) === body.on) return unchanged
      const blocked = body.on ? directBlockedCode(body.room, facts, context) : null
      if (blocked) return refuse(blocked)
      if (!chosen && item.reactions.length >= limits.reactionsPerMessage)
        return refuse('too-many-reactions')
      const { target, emoji, on } = body
      const entry = nextEntry(room, context, { kind: 'reaction.changed', target, emoji, on })
      return accept({ do: 'append', room: body.room, entry })
    }),
}

/** Decides about a message of the room for a member who has the ability; a deleted one is still there. */
export function onMessage(
  { room, target }: { room: RoomId; target: MessageId },
  ability: Ability,
  facts: Facts,
  context: Context,
  decide: (...found: [...Parameters<Parameters<typeof asMember>[3]>, MessageItem]) => Decision,
): Decision {
  return asMember(facts, { room, ability }, context, (fact, member) => {
    const item = messageIn(facts, room, target)
    return item ? decide(fact, member, item) : refuse('message-unknown')
  })
}

/** A message of another room is as unknown as one that never was. */
export function messageIn(facts: Facts, room: RoomId, message: MessageId): MessageItem | null {
  const found = facts.message(message)
  return found?.room === room ? found.item : null
}

export function roomAndMessage({ room, target }: { room: RoomId; target: MessageId }): Need[] {
  return [
    { kind: 'room', room },
    { kind: 'message', message: target },
  ]
}

/** As `roomAndMessage`, for what the other person of a direct room would hear of (SPEC B1). */
export function reachingMessage(
  about: { room: RoomId; target: MessageId },
  context: Context,
): Need[] {
  return [...roomAndMessage(about), ...directNeeds(about.room, context)]
}

function faultOf(text: string): ErrorCode | null {
  if (text.length > limits.messageChars) return 'text-too-long'
  return text.trim() === '' ? 'text-empty' : null
}

export function accept(...writes: Write[]): Decision {
  return { kind: 'accept', answer: 'entry', writes }
}
