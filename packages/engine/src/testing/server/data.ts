import {
  foldMessage,
  foldRoom,
  itemOf,
  memberOf,
  personalKey,
  readUpTo,
  targetOf,
  unmarked,
  type CommandBody,
  type Entry,
  type EntryId,
  type ErrorCode,
  type HoleCount,
  type Instant,
  type Item,
  type Lineage,
  type Person,
  type PersonalItem,
  type PersonalValue,
  type PersonId,
  type ReadMark,
  type RoomId,
  type RoomState,
  type Seq,
} from '@parley/protocol'

export type RoomLog = {
  id: RoomId
  entries: Entry[]
  state: RoomState
  /** By sequence. */
  items: Map<EntryId, Item>
  lastAt: Instant
}
export type PersonalLog = { head: Seq; values: Map<string, PersonalItem> }

/** What was answered to a command, for every resend (SPEC K3). */
export type Receipt = {
  body: CommandBody
  answer: { ok: true; seq: Seq } | { ok: false; code: ErrorCode }
}

/** All a server has; plain data, so that a copy of it is a backup. */
export type ServerData = {
  lineage: Lineage
  people: Map<PersonId, Person>
  rooms: Map<RoomId, RoomLog>
  personal: Map<PersonId, PersonalLog>
  receipts: Map<string, Receipt>
}

export function personalLog(data: ServerData, person: PersonId): PersonalLog {
  const known = data.personal.get(person)
  if (known) return known
  const fresh = { head: 0, values: new Map() }
  data.personal.set(person, fresh)
  return fresh
}

export function setPersonal(log: PersonalLog, value: PersonalValue): PersonalItem {
  log.head += 1
  const item = { ...value, seq: log.head }
  log.values.set(personalKey(item), item)
  return item
}

export function appendEntry(data: ServerData, room: RoomId, entry: Entry): RoomLog {
  const known = data.rooms.get(room)
  const log: RoomLog = known ?? {
    id: room,
    entries: [],
    state: foldRoom(room, null, entry),
    items: new Map(),
    lastAt: entry.at,
  }
  data.rooms.set(room, log)
  log.entries.push(entry)
  log.state = foldRoom(room, known ? log.state : null, entry)
  const added = itemOf(entry)
  if (added) log.items.set(added.id, added)
  const target = targetOf(entry)
  const changed = target ? log.items.get(target) : undefined
  if (changed?.kind === 'message') log.items.set(changed.id, foldMessage(changed, entry))
  if (entry.body.kind === 'message.posted') log.lastAt = entry.at
  if (entry.body.kind === 'message.deleted') forgetTexts(log, entry.body.target)
  return log
}

/** The words of a deleted message are gone from its earlier entries too. */
function forgetTexts(log: RoomLog, target: EntryId): void {
  log.entries = log.entries.map((entry) => {
    const { body } = entry
    const about = entry.id === target || targetOf(entry) === target
    if (!about || !('text' in body)) return entry
    const gone = { text: '', mentions: { people: [], everyone: false } }
    if (body.kind === 'message.edited') return { ...entry, body: { ...body, ...gone } }
    const { forwarded: _, ...post } = body
    return { ...entry, body: { ...post, ...gone } }
  })
}

export function isMember(log: RoomLog | undefined, person: PersonId): log is RoomLog {
  return log !== undefined && memberOf(log.state, person) !== null
}

export function markOf(data: ServerData, person: PersonId, room: RoomId): ReadMark {
  const item = personalLog(data, person).values.get(`read/${room}`)
  return item?.kind === 'read' ? item.value : unmarked
}

/** The person's own latest message at or below `upTo`; 0 for none. */
export function ownLastPost(log: RoomLog, person: PersonId, upTo: Seq): Seq {
  let last = 0
  for (const item of log.items.values())
    if (item.kind === 'message' && item.by === person && item.seq <= upTo) last = item.seq
  return last
}

/** What is unread for the person at or below `upTo` (SPEC U1). */
export function unreadBelow(
  data: ServerData,
  log: RoomLog,
  person: PersonId,
  upTo: Seq,
): HoleCount {
  const read = readUpTo(markOf(data, person, log.id), ownLastPost(log, person, log.entries.length))
  const count = { unread: 0, mentions: 0 }
  for (const item of log.items.values()) {
    if (item.kind !== 'message' || item.seq <= read || item.seq > upTo) continue
    if (item.by === person || item.deletedAt !== null) continue
    count.unread += 1
    if (item.mentions.everyone || item.mentions.people.includes(person)) count.mentions += 1
  }
  return count
}
