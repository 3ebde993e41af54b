import {
  directPair,
  isValueCommand,
  type Command,
  type CommandOf,
  type Entry,
  type EntryBody,
  type Forwarded,
  type Instant,
  type MessageId,
  type MessageItem,
  type Person,
  type PersonId,
  type RoomId,
} from '@parley/protocol'

export type Author = {
  me: Person
  /** Someone known here; a stand-in with an empty name otherwise. */
  person(id: PersonId): Person
  /** A message as it is cached; null when it is not. */
  message(room: RoomId, id: MessageId): MessageItem | null
}

/**
 * The entry a command will most likely become, for the overlay only: its place and time are stand-ins, and what the server
 * finds out (mentions, who is a member already) is left out. Null for what changes no room.
 */
export function entryOf(command: Command, at: Instant, author: Author): Entry | null {
  const body = bodyOf(command, author)
  return body && { seq: 1, id: command.id, at, by: author.me.id, body }
}

const noMentions = { people: [], everyone: false }

function bodyOf({ body }: Command, author: Author): EntryBody | null {
  const { me, person } = author
  if (isValueCommand(body)) return null
  switch (body.kind) {
    case 'message.post':
      return {
        kind: 'message.posted',
        text: body.text,
        replyTo: body.replyTo,
        mentions: noMentions,
        editedAt: null,
      }
    case 'message.forward':
      return {
        kind: 'message.posted',
        text: body.text,
        replyTo: null,
        mentions: noMentions,
        editedAt: null,
        forwarded: forwardedBy(body, author),
      }
    case 'message.edit':
      return { kind: 'message.edited', target: body.target, text: body.text, mentions: noMentions }
    case 'message.delete':
      return { kind: 'message.deleted', target: body.target }
    case 'reaction.change':
      return { kind: 'reaction.changed', target: body.target, emoji: body.emoji, on: body.on }
    case 'pin.change':
      return { kind: 'pin.changed', message: body.target, on: body.on }
    case 'room.create':
      return {
        kind: 'room.created',
        roomKind: body.roomKind,
        title: body.title,
        topic: body.topic,
        contractTitle: body.contractTitle,
        members: [
          { person: me, role: 'owner' },
          ...body.people
            .filter((id) => id !== me.id)
            .map((id) => ({ person: person(id), role: 'member' as const })),
        ],
      }
    case 'room.change':
      return { kind: 'room.changed', title: body.title, topic: body.topic }
    case 'contract.start':
      return { kind: 'contract.started', title: body.title }
    case 'contract.end':
      return { kind: 'contract.ended' }
    case 'member.invite':
      return {
        kind: 'member.joined',
        members: body.people.map((id) => ({ person: person(id), role: 'member' as const })),
      }
    case 'member.remove':
      return { kind: 'member.left', person: body.person }
    case 'member.role': {
      const change = { person: body.person, role: body.role }
      const handsOver = body.role === 'owner'
      return {
        kind: 'role.changed',
        changes: handsOver ? [change, { person: me.id, role: 'admin' as const }] : [change],
      }
    }
    // Leaving shows once the server agrees: until then the room is still there to read.
    case 'member.leave':
    case 'read.mark':
    case 'read.unmark':
    case 'profile.change':
      return null
  }
}

/** The server reads the words again; until then they are those that are cached here. */
function forwardedBy(
  { source }: CommandOf<'message.forward'>,
  { me, person, message }: Author,
): Forwarded {
  const item = message(source.room, source.message)
  if (item?.forwarded) return item.forwarded
  const room = directPair(source.room) ? null : source.room
  return {
    by: item?.by ?? me.id,
    name: person(item?.by ?? me.id).name,
    at: item?.at ?? 0,
    room,
    message: source.message,
    text: item?.text ?? '',
  }
}
