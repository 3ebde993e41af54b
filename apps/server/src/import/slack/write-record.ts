import { limits, type CommandId, type EntryBody, type Person, type RoomId } from '@parley/protocol'
import { clip } from './clip.ts'
import type { ExportReaction, MessageEvent, SystemEvent, TombstoneEvent } from './events.ts'
import { stableId } from './ids.ts'
import type { RoomEvent } from './room-reader.ts'
import type { Order } from './write-batch.ts'
import type { RoomMembers } from './write-members.ts'
import { actorsOf } from './write-survey.ts'

/** The room a record goes to. `members` moves along with what is written. */
export type Destination = {
  id: RoomId
  isDirect: boolean
  members: RoomMembers
  person(key: string): Person
}

/** What is written for one record, in order; the record's own entry has its id. `lost` counts reactions no place was found for. */
export type WrittenRecord = { orders: Order[]; lost: number }

/** The entries a record becomes, or null when nothing in a room can stand for it. */
export function writeRecord(event: RoomEvent, room: Destination): WrittenRecord | null {
  switch (event.type) {
    case 'message':
      return message(event, room)
    case 'tombstone':
      return tombstone(event, room)
    case 'system':
      return system(event, room)
  }
}

function message(event: MessageEvent, room: Destination): WrittenRecord {
  const { text, authorKey, mentions, replyTo, editedAt, continued } = event
  const arrived = arrivals(event, room)
  const called = mentions.people
    .map((key) => room.person(key).id)
    .filter((id) => room.members.has(id))
  const said: EntryBody = {
    kind: 'message.posted',
    text,
    replyTo: replyTo?.id ?? null,
    mentions: { people: called, everyone: mentions.everyone },
    editedAt,
  }
  const rest = continued.map((part) =>
    order(
      event,
      room,
      authorKey,
      { ...said, text: part.text, replyTo: null, mentions: nobody },
      part.id,
    ),
  )
  const chosen = reactions(event, event.reactions, room)
  return {
    orders: [...arrived, order(event, room, authorKey, said), ...rest, ...chosen.orders],
    lost: chosen.lost,
  }
}

const nobody = { people: [], everyone: false }

/** Said and deleted: what stays is the place the thread hangs on. */
function tombstone(event: TombstoneEvent, room: Destination): WrittenRecord {
  const said: EntryBody = {
    kind: 'message.posted',
    text: '',
    replyTo: null,
    mentions: nobody,
    editedAt: null,
  }
  const gone: EntryBody = { kind: 'message.deleted', target: event.id }
  const arrived = arrivals(event, room)
  const orders = [
    ...arrived,
    order(event, room, event.authorKey, said),
    order(event, room, event.authorKey, gone, derived('deleted', event.id)),
  ]
  return { orders, lost: 0 }
}

function system(event: SystemEvent, room: Destination): WrittenRecord | null {
  const actor = room.person(event.actorKey)
  const lost = event.reactions.reduce((sum, { userKeys }) => sum + userKeys.length, 0)
  if (event.kind === 'join' && !room.isDirect) return joined(event, room, lost)
  if (event.kind === 'leave' && !room.isDirect) {
    if (!room.members.has(actor.id)) return null
    room.members.leave(actor.id)
    const left: EntryBody = { kind: 'member.left', person: actor.id }
    return { orders: [order(event, room, event.actorKey, left)], lost }
  }
  const change = room.isDirect ? null : changeOf(event)
  if (!change) return told(event, room)
  const arrived = arrivals(event, room)
  return { orders: [...arrived, order(event, room, event.actorKey, change)], lost }
}

function joined(event: SystemEvent, room: Destination, lost: number): WrittenRecord | null {
  const person = room.person(event.actorKey)
  if (room.members.isFull && !room.members.has(person.id)) return null
  const role = room.members.join(person)
  const inviter = event.inviterKey === null ? null : room.person(event.inviterKey)
  const byKey = inviter && room.members.has(inviter.id) ? event.inviterKey : null
  const body: EntryBody = { kind: 'member.joined', members: [{ person, role }] }
  return { orders: [order(event, room, byKey ?? event.actorKey, body)], lost }
}

function changeOf({ kind, value }: SystemEvent): EntryBody | null {
  if (kind === 'topic')
    return { kind: 'room.changed', title: null, topic: clip(value ?? '', limits.topicChars) }
  const title = clip(value ?? '', limits.titleChars)
  if (kind === 'rename' && title !== '') return { kind: 'room.changed', title, topic: null }
  return null
}

/** Anything else stands in the room as the person's own words about it, as a /me message does. */
function told(event: SystemEvent, room: Destination): WrittenRecord | null {
  const words = event.text.trim().slice(0, limits.messageChars - 2)
  if (words === '') return null
  const arrived = arrivals(event, room)
  const body: EntryBody = {
    kind: 'message.posted',
    text: /^[^\n_]+$/.test(words) ? `_${words}_` : words,
    replyTo: null,
    mentions: nobody,
    editedAt: null,
  }
  const chosen = reactions(event, event.reactions, room)
  return {
    orders: [...arrived, order(event, room, event.actorKey, body), ...chosen.orders],
    lost: chosen.lost,
  }
}

function reactions(
  event: RoomEvent,
  given: readonly ExportReaction[],
  room: Destination,
): WrittenRecord {
  const kept = given.slice(0, limits.reactionsPerMessage)
  const orders = kept.flatMap(({ emoji, userKeys }) =>
    userKeys.map((key) => {
      const body: EntryBody = { kind: 'reaction.changed', target: event.id, emoji, on: true }
      return order(event, room, key, body, derived('reaction', event.id, emoji, key))
    }),
  )
  const dropped = given.slice(kept.length)
  return { orders, lost: dropped.reduce((sum, { userKeys }) => sum + userKeys.length, 0) }
}

/**
 * Who acts in a room has to be in it, or nobody there would know their name: a later export may bring people whose joining
 * no record tells of. Not in a direct room, which stays with its two.
 */
function arrivals(event: RoomEvent, room: Destination): Order[] {
  if (room.isDirect) return []
  return actorsOf(event).flatMap((key) => {
    const person = room.person(key)
    if (room.members.has(person.id) || room.members.isFull) return []
    const role = room.members.join(person)
    const body: EntryBody = { kind: 'member.joined', members: [{ person, role }] }
    return [order(event, room, key, body, derived('arrival', event.id, key))]
  })
}

function order(
  event: RoomEvent,
  room: Destination,
  byKey: string,
  entry: EntryBody,
  id: CommandId = event.id,
): Order {
  const by = room.person(byKey).id
  return { id, by, body: { kind: 'entry.import', room: room.id, by, at: event.at, entry } }
}

function derived(...parts: string[]): CommandId {
  return stableId(...parts) as CommandId
}
