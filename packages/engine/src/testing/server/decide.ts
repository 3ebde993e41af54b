import {
  can,
  foldValue,
  isValueCommand,
  kindOfCommand,
  personalKey,
  roomOfCommand,
  type CommandId,
  type ValueCommand,
  canRemove,
  changedPerson,
  directPair,
  isPinned,
  limits,
  everyoneHandles,
  isSamePerson,
  markRead,
  markUnread,
  memberOf,
  type Command,
  type CommandBody,
  type EntryBody,
  type ErrorCode,
  type MessageItem,
  type PersonalValue,
  type Person,
  type PersonId,
} from '@parley/protocol'
import { isMember, markOf, personalLog, type RoomLog, type ServerData } from './data.ts'

export type Decision =
  | { kind: 'refuse'; code: ErrorCode }
  | { kind: 'nothing' }
  | { kind: 'entry'; body: EntryBody }
  | { kind: 'personal'; value: PersonalValue }
  | { kind: 'profile'; person: Person; formerly: string | null }

type Ability = Parameters<typeof can>[2]
const refuse = (code: ErrorCode): Decision => ({ kind: 'refuse', code })
const entry = (body: EntryBody): Decision => ({ kind: 'entry', body })

/** What a command comes to, from the data as it stands. */
export function decideCommand(data: ServerData, by: PersonId, { id, body }: Command): Decision {
  if (body.kind === 'room.create') return decideCreate(data, by, body)
  if (isValueCommand(body)) return decideValue(data, by, { id, body })
  if (body.kind === 'profile.change') return decideProfile(data, by, body)
  const log = data.rooms.get(body.room)
  if (!isMember(log, by)) return refuse('room-unknown')
  const role = memberOf(log.state, by)?.role ?? 'member'
  const may = (ability: Ability) => can(role, log.state, ability)
  switch (body.kind) {
    case 'message.post':
      if (body.text === '') return refuse('text-empty')
      return entry({
        kind: 'message.posted',
        text: body.text,
        replyTo: body.replyTo,
        mentions: mentionsIn(data, log, body.text, may('message.mention-all')),
        editedAt: null,
      })
    case 'message.forward': {
      const origin = data.rooms.get(body.source.room)
      const item = isMember(origin, by) ? origin.items.get(body.source.message) : undefined
      if (!origin || item?.kind !== 'message') return refuse('message-unknown')
      if (item.deletedAt !== null) return refuse('message-deleted')
      const author = origin.state.members.find(({ person }) => person.id === item.by)
      return entry({
        kind: 'message.posted',
        text: body.text,
        replyTo: null,
        mentions: mentionsIn(data, log, body.text, may('message.mention-all')),
        editedAt: null,
        forwarded: item.forwarded ?? {
          by: item.by,
          name: author?.person.name ?? '',
          at: item.at,
          room: directPair(origin.id) ? null : origin.id,
          message: item.id,
          text: item.text,
        },
      })
    }
    case 'message.edit':
      return onMessage(log, body.target, (message) => {
        if (message.by !== by) return refuse('forbidden')
        if (message.deletedAt !== null) return refuse('message-deleted')
        if (message.text === body.text) return { kind: 'nothing' }
        const mentions = mentionsIn(data, log, body.text, may('message.mention-all'))
        return entry({ kind: 'message.edited', target: body.target, text: body.text, mentions })
      })
    case 'message.delete':
      return onMessage(log, body.target, (message) => {
        if (message.by !== by && !may('message.delete-any')) return refuse('forbidden')
        if (message.deletedAt !== null) return { kind: 'nothing' }
        return entry({ kind: 'message.deleted', target: body.target })
      })
    case 'reaction.change':
      return onMessage(log, body.target, (message) => {
        if (message.deletedAt !== null) return refuse('message-deleted')
        const people = message.reactions.find(({ emoji }) => emoji === body.emoji)?.people ?? []
        if (people.includes(by) === body.on) return { kind: 'nothing' }
        return entry({
          kind: 'reaction.changed',
          target: body.target,
          emoji: body.emoji,
          on: body.on,
        })
      })
    case 'pin.change':
      return onMessage(log, body.target, (message) => {
        if (!may('message.pin')) return refuse('forbidden')
        if (message.deletedAt !== null) return refuse('message-deleted')
        const { target, on } = body
        if (isPinned(log.state, target) === on) return { kind: 'nothing' }
        if (on && log.state.pins.length >= limits.pinsPerRoom) return refuse('too-many-pins')
        return entry({ kind: 'pin.changed', message: target, on })
      })
    case 'read.mark': {
      const mark = markRead(
        markOf(data, by, body.room),
        Math.min(body.upTo, log.entries.length),
        body.base,
      )
      return mark
        ? { kind: 'personal', value: { kind: 'read', room: body.room, value: mark } }
        : { kind: 'nothing' }
    }
    case 'read.unmark': {
      const head = log.entries.length
      const mark = markUnread(markOf(data, by, body.room), body.from, head, body.base)
      return mark
        ? { kind: 'personal', value: { kind: 'read', room: body.room, value: mark } }
        : { kind: 'nothing' }
    }
    default:
      return decideRoom(data, by, log, body, may)
  }
}

/** As the server does, without its own rules of a kind. Taking away needs no right. */
function decideValue(
  data: ServerData,
  by: PersonId,
  { id, body }: { id: CommandId; body: ValueCommand },
): Decision {
  const kind = kindOfCommand(body)
  if (!kind) throw new Error(`no value for ${body.kind}`)
  const room = roomOfCommand(body)
  const log = room === null ? undefined : data.rooms.get(room)
  const head = isMember(log, by) ? log.entries.length : 0
  const key = personalKey({ kind: kind.kind, subject: kind.subjectOf(body) })
  const before = personalLog(data, by).values.get(key)?.value ?? null
  const folded = foldValue(before, body, { by, id, at: 0, head })
  if (folded.kind === 'refuse') return refuse(folded.code)
  if (folded.kind === 'unchanged') return { kind: 'nothing' }
  if (folded.value.value !== null && kind.ability !== null) {
    if (!isMember(log, by)) return refuse('room-unknown')
    const role = memberOf(log.state, by)?.role ?? 'member'
    if (!can(role, log.state, kind.ability)) return refuse('forbidden')
  }
  return { kind: 'personal', value: folded.value }
}

function decideRoom(
  data: ServerData,
  by: PersonId,
  log: RoomLog,
  body: CommandBody,
  may: (ability: Ability) => boolean,
): Decision {
  const { state } = log
  switch (body.kind) {
    case 'room.change':
      if (!may('room.change')) return refuse('forbidden')
      return entry({ kind: 'room.changed', title: body.title, topic: body.topic })
    case 'contract.start':
      if (!may('contract.start')) return refuse('forbidden')
      return entry({ kind: 'contract.started', title: body.title })
    case 'contract.end':
      if (!may('contract.end')) return refuse('forbidden')
      return entry({ kind: 'contract.ended' })
    case 'member.invite': {
      if (!may('member.invite')) return refuse('forbidden')
      const people = body.people.map((id) => data.people.get(id))
      if (people.includes(undefined)) return refuse('person-unknown')
      const members = people
        .filter((person) => person !== undefined)
        .filter((person) => memberOf(state, person.id) === null)
        .map((person) => ({ person, role: 'member' as const }))
      return members.length > 0 ? entry({ kind: 'member.joined', members }) : { kind: 'nothing' }
    }
    case 'member.leave':
      if (!may('member.leave')) return refuse('forbidden')
      if (memberOf(state, by)?.role === 'owner') return refuse('last-owner')
      return entry({ kind: 'member.left', person: by })
    case 'member.remove': {
      const target = memberOf(state, body.person)
      if (!target) return refuse('person-absent')
      const own = memberOf(state, by)
      if (!own || !canRemove(own.role, target.role, state)) return refuse('forbidden')
      return entry({ kind: 'member.left', person: body.person })
    }
    case 'member.role': {
      if (!may('member.role') || body.person === by) return refuse('forbidden')
      const target = memberOf(state, body.person)
      if (!target) return refuse('person-absent')
      if (target.role === body.role) return { kind: 'nothing' }
      const change = { person: body.person, role: body.role }
      const given = body.role === 'owner' ? [{ person: by, role: 'admin' as const }] : []
      return entry({ kind: 'role.changed', changes: [change, ...given] })
    }
    default:
      throw new Error(`no decision for ${body.kind}`)
  }
}

function decideProfile(
  data: ServerData,
  by: PersonId,
  change: Extract<CommandBody, { kind: 'profile.change' }>,
): Decision {
  const before = data.people.get(by)
  if (!before) return refuse('person-unknown')
  const { handle } = change
  if (handle !== undefined && everyoneHandles.has(handle)) return refuse('handle-reserved')
  const person = changedPerson(before, change)
  const others = [...data.people.values()].filter(({ id }) => id !== by)
  if (others.some((other) => other.handle === person.handle)) return refuse('handle-taken')
  if (isSamePerson(before, person)) return { kind: 'nothing' }
  return { kind: 'profile', person, formerly: person.name === before.name ? null : before.name }
}

function decideCreate(
  data: ServerData,
  by: PersonId,
  body: Extract<CommandBody, { kind: 'room.create' }>,
): Decision {
  const known = data.rooms.get(body.room)
  if (known)
    return isMember(known, by) && directPair(body.room)
      ? { kind: 'nothing' }
      : refuse('room-exists')
  const people = [by, ...body.people.filter((id) => id !== by)].map((id) => data.people.get(id))
  if (people.includes(undefined)) return refuse('person-unknown')
  return entry({
    kind: 'room.created',
    roomKind: body.roomKind,
    title: body.title,
    topic: body.topic,
    contractTitle: body.contractTitle,
    members: people
      .filter((person) => person !== undefined)
      .map((person) => ({ person, role: person.id === by ? 'owner' : 'member' })),
  })
}

function onMessage(
  log: RoomLog,
  target: MessageItem['id'],
  decide: (message: MessageItem) => Decision,
): Decision {
  const item = log.items.get(target)
  return item?.kind === 'message' ? decide(item) : refuse('message-unknown')
}

function mentionsIn(data: ServerData, log: RoomLog, text: string, mayCallAll: boolean) {
  const handles = new Set([...text.matchAll(/@([a-z]+)/g)].map((match) => match[1]))
  const people = log.state.members
    .filter(({ person, left }) => left === null && handles.has(data.people.get(person.id)?.handle))
    .map(({ person }) => person.id)
  return { people, everyone: mayCallAll && (handles.has('all') || handles.has('here')) }
}
