import {
  directRoomId,
  type CommandBody,
  type CommandId,
  type EntryId,
  type Person,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import type { Peer } from './peer.ts'
import { anyValueCommand } from './value-acts.ts'

/** What a person may do, by name: every kind of command but those of services. */
export type Act =
  | 'create'
  | 'direct'
  | 'post'
  | 'reply'
  | 'edit'
  | 'delete'
  | 'react'
  | 'forward'
  | 'pin'
  | 'rename'
  | 'invite'
  | 'remove'
  | 'leave'
  | 'role'
  | 'contract.start'
  | 'contract.end'
  | 'read'
  | 'unread'
  /** Of any kind of a person's own value. */
  | 'value'
  | 'profile'

/** A random act: two numbers that are read against what the person sees then. */
export type Draw = { act: Act; a: number; b: number }

/** The room a number means to a peer: mostly the first ones it is in, so that talk gathers. */
export function drawnRoom(peer: Peer, pick: number): RoomId | null {
  const held = peer
    .store()
    .cache.tx((tx) => tx.rooms().filter((room) => room.epoch > 0))
    .map((room) => room.id)
    .toSorted()
  return held[(pick % 3) % Math.max(1, held.length)] ?? null
}

/** The command a person makes of what they see; null when there is nothing to do it to. Some are refused, as they should be. */
export function drawnBody(
  scene: { people: readonly Person[]; newRoom(): RoomId },
  peer: Peer,
  { act, a, b }: Draw,
): CommandBody | null {
  const me = peer.person.id
  const others = scene.people.map(({ id }) => id).filter((id) => id !== me)
  const other = others[b % 2] ?? me
  if (act === 'create') {
    const roomKind = (['group', 'interview', 'contract'] as const)[a % 3] ?? 'group'
    return {
      kind: 'room.create',
      room: scene.newRoom(),
      roomKind,
      title: `Room ${a}`,
      topic: '',
      contractTitle: roomKind === 'contract' ? 'Logo' : null,
      people: b % 4 > 0 ? [other] : [],
    }
  }
  if (act === 'direct') {
    const room = directRoomId(me, other)
    const empty = { title: '', topic: '', contractTitle: null }
    return { kind: 'room.create', room, roomKind: 'direct', ...empty, people: [other] }
  }
  if (act === 'profile') return profileOf(peer.person.name, b)
  const room = drawnRoom(peer, a)
  if (!room) return null
  return inRoom({ peer, room, other, act, a, b })
}

/** A change of the person's own profile: sometimes to a handle that another of them has. */
function profileOf(name: string, b: number): CommandBody {
  const status = { text: `Status ${b}`, emoji: null, until: b % 4 ? null : b }
  if (b % 3 === 0) return { kind: 'profile.change', status: b % 2 ? null : status }
  if (b % 3 === 1) return { kind: 'profile.change', name: `${name} ${b}`, timeZone: 'Asia/Tokyo' }
  return { kind: 'profile.change', handle: b % 2 ? `same${b}` : name.toLowerCase() }
}

type InRoom = Draw & { act: Exclude<Act, 'create' | 'direct' | 'profile'> } & {
  peer: Peer
  room: RoomId
  other: PersonId
}

function inRoom({ peer, room, other, act, a, b }: InRoom): CommandBody | null {
  const items = peer.store().cache.tx((tx) => tx.itemsBack(room, Number.MAX_SAFE_INTEGER, 12))
  const messages = items.filter((item) => item.kind === 'message')
  const any = messages[b % Math.max(1, messages.length)]
  const mine = messages.filter((item) => item.by === peer.person.id)
  const own = mine[b % Math.max(1, mine.length)]
  const calls = `${b % 4 === 0 ? ' @bob' : ''}${b % 7 === 0 ? ' @all' : ''}`
  const text = `${peer.person.handle} ${a} ${b}${calls}`
  const post = (replyTo: EntryId | null): CommandBody => ({
    kind: 'message.post',
    room,
    text,
    replyTo,
  })
  switch (act) {
    case 'post':
      return post(null)
    case 'reply':
      return post(any?.id ?? null)
    case 'forward': {
      // Often from the other room, sometimes passed on again, and now and then from nowhere.
      const from = drawnRoom(peer, b) ?? room
      const items = peer.store().cache.tx((tx) => tx.itemsBack(from, Number.MAX_SAFE_INTEGER, 12))
      const message = items[a % Math.max(1, items.length)]?.id
      const words = b % 2 ? text : ''
      return message
        ? { kind: 'message.forward', room, text: words, source: { room: from, message } }
        : null
    }
    case 'pin':
      return any ? { kind: 'pin.change', room, target: any.id, on: b % 3 > 0 } : null
    case 'edit':
      return own ? { kind: 'message.edit', room, target: own.id, text } : null
    case 'delete':
      return own ? { kind: 'message.delete', room, target: own.id } : null
    case 'react': {
      const emoji = a % 2 ? '👍' : '🎉'
      return any ? { kind: 'reaction.change', room, target: any.id, emoji, on: b % 3 > 0 } : null
    }
    case 'rename':
      return { kind: 'room.change', room, title: `Name ${b}`, topic: a % 2 ? `Topic ${a}` : null }
    case 'invite':
      return { kind: 'member.invite', room, people: [other] }
    case 'remove':
      return { kind: 'member.remove', room, person: other }
    case 'leave':
      return { kind: 'member.leave', room }
    case 'role':
      return { kind: 'member.role', room, person: other, role: b % 2 ? 'admin' : 'owner' }
    case 'contract.start':
      return { kind: 'contract.start', room, title: `Work ${a}` }
    case 'contract.end':
      return { kind: 'contract.end', room }
    case 'read':
      return { kind: 'read.mark', room, upTo: items[b % 5]?.seq ?? 0, base: 0 }
    case 'unread':
      return any ? { kind: 'read.unmark', room, from: any.seq, base: 0 } : null
    case 'value': {
      const head = items[0]?.seq ?? 0
      const id = `77777777-0000-7000-8000-00000000000${b % 3}` as CommandId
      return anyValueCommand({ room, message: any?.id ?? null, person: other, id, head, a, b })
    }
  }
}
