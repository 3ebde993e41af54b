import type { Entry } from '../entries.ts'
import type { MessageId, PersonId } from '../ids.ts'
import type { Item, MessageItem, Reaction } from './item.ts'

/** The item an entry adds to the timeline, or null when it only changes another. */
export function itemOf(entry: Entry): Item | null {
  const { seq, id, at, by, body } = entry
  switch (body.kind) {
    case 'message.posted':
      return {
        kind: 'message',
        seq,
        id,
        at,
        by,
        text: body.text,
        replyTo: body.replyTo,
        mentions: body.mentions,
        editedAt: body.editedAt,
        ...(body.forwarded ? { forwarded: body.forwarded } : {}),
        deletedAt: null,
        reactions: [],
        changedSeq: seq,
      }
    case 'message.edited':
    case 'message.deleted':
    case 'reaction.changed':
      return null
    case 'person.changed':
      return body.formerly === null ? null : { kind: 'notice', seq, id, at, by, body }
    default:
      return { kind: 'notice', seq, id, at, by, body }
  }
}

/** The message an entry changes, or null when it adds an item of its own. */
export function targetOf(entry: Entry): MessageId | null {
  return 'target' in entry.body ? entry.body.target : null
}

/**
 * A message after one more entry about it. An entry at or below `changedSeq` is known already and changes nothing (SPEC L4);
 * a deleted message stays deleted.
 */
export function foldMessage(item: MessageItem, entry: Entry): MessageItem {
  if (entry.seq <= item.changedSeq) return item
  const { body } = entry
  const changedSeq = entry.seq
  if (item.deletedAt !== null) return { ...item, changedSeq }
  switch (body.kind) {
    case 'message.edited':
      return { ...item, text: body.text, mentions: body.mentions, editedAt: entry.at, changedSeq }
    case 'message.deleted':
      return { ...asTombstone(item, entry.at), changedSeq }
    case 'reaction.changed':
      return {
        ...item,
        reactions: react(item.reactions, body.emoji, entry.by, body.on),
        changedSeq,
      }
    default:
      return item
  }
}

/** The same message with its words, what it forwarded and its reactions gone. */
export function asTombstone(
  { forwarded: _, ...item }: MessageItem,
  deletedAt: number,
): MessageItem {
  return { ...item, text: '', mentions: { people: [], everyone: false }, reactions: [], deletedAt }
}

/** Reactions after a person chose or dropped an emoji; choosing twice or dropping what is not there changes nothing. */
export function react(
  reactions: readonly Reaction[],
  emoji: string,
  person: PersonId,
  on: boolean,
): Reaction[] {
  const found = reactions.find((reaction) => reaction.emoji === emoji)
  if (!found) return on ? [...reactions, { emoji, people: [person] }] : [...reactions]
  const others = found.people.filter((id) => id !== person)
  if (on && others.length < found.people.length) return [...reactions]
  const people = on ? [...found.people, person] : others
  return reactions
    .map((reaction) => (reaction === found ? { emoji, people } : reaction))
    .filter((reaction) => reaction.people.length > 0)
}
