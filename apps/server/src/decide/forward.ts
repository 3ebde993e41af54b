import {
  directPair,
  limits,
  type CommandOf,
  type Forwarded,
  type MessageItem,
  type RoomState,
} from '@parley/protocol'
import { directBlockedCode, directNeeds } from './blocks.ts'
import { nextEntry, refuse } from './decision.ts'
import { presentMember } from './facts.ts'
import { asMember, type CommandHandler } from './handler.ts'
import { mentionsIn } from './mentions.ts'
import { accept, messageIn } from './messages.ts'

/**
 * What is passed on is read here, at this moment, from what the sender may read; nothing of it comes from them (SPEC T3). They
 * post in one room and read in another: each is asked about on its own.
 */
export const messageForward: CommandHandler<CommandOf<'message.forward'>> = {
  needs: ({ room, source }, context) => [
    { kind: 'room', room },
    { kind: 'room', room: source.room },
    { kind: 'message', message: source.message },
    ...directNeeds(room, context),
  ],
  decide: (body, facts, context) =>
    asMember(facts, { room: body.room, ability: 'message.post' }, context, (room, member) => {
      const blocked = directBlockedCode(body.room, facts, context)
      if (blocked) return refuse(blocked)
      if (body.text.length > limits.messageChars) return refuse('text-too-long')
      const origin = facts.room(body.source.room)
      // A room one is not in holds no messages, as far as one can tell (SPEC X1).
      const reads = origin && presentMember(origin.state, context.by)
      const item = reads ? messageIn(facts, body.source.room, body.source.message) : null
      if (!origin || !item) return refuse('message-unknown')
      if (item.deletedAt !== null) return refuse('message-deleted')
      const text = body.text.trim() === '' ? '' : body.text
      const entry = nextEntry(room, context, {
        kind: 'message.posted',
        text,
        replyTo: null,
        mentions: mentionsIn(text, room, member),
        editedAt: null,
        forwarded: forwardedOf(item, origin.state),
      })
      return accept({ do: 'append', room: body.room, entry })
    }),
}

function forwardedOf(item: MessageItem, { id, members }: RoomState): Forwarded {
  if (item.forwarded) return item.forwarded
  const author = members.find(({ person }) => person.id === item.by)?.person
  if (!author) throw new Error(`the author of ${item.id} was never in its room`)
  const { by, at, text } = item
  const room = directPair(id) ? null : id
  return { by, name: author.name, at, room, message: item.id, text }
}
