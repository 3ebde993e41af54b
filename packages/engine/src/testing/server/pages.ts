import type {
  Cursor,
  EntryId,
  Item,
  ItemPage,
  PersonalItem,
  PersonId,
  RoomId,
  RoomPage,
  Seq,
  Version,
} from '@parley/protocol'
import { limits } from '@parley/protocol'
import {
  isMember,
  ownLastPost,
  personalLog,
  unreadBelow,
  type RoomLog,
  type ServerData,
} from './data.ts'

/** How much one answer holds; tests make these small to meet every path with little talk. */
export type PageSizes = {
  entriesBehind: number
  entriesPerPage: number
  snapshotItems: number
  changesPerPage: number
  itemsPerLookUp: number
  personalPerPage: number
}
export const pageSizes: PageSizes = {
  entriesBehind: limits.entriesBehind,
  entriesPerPage: limits.entriesPerPage,
  snapshotItems: limits.snapshotItems,
  changesPerPage: limits.itemsPerPage,
  itemsPerLookUp: limits.itemsPerLookUp,
  personalPerPage: 1_000,
}
/** A snapshot counts as this many entries of the page's budget. */
const snapshotWeight = 30

export function pullRooms(
  data: ServerData,
  person: PersonId,
  asked: readonly { room: RoomId; after: Cursor | null }[],
  sizes: PageSizes,
): RoomPage[] {
  const pages: RoomPage[] = []
  let budget = sizes.entriesPerPage
  for (const { room, after } of asked) {
    if (budget <= 0) break
    const log = data.rooms.get(room)
    if (!isMember(log, person)) {
      pages.push({ kind: 'gone', room })
      continue
    }
    const why = snapshotReason(log, after, sizes)
    if (why !== null || after === null) {
      pages.push(snapshot(data, person, log, why ?? 'new', sizes))
      budget -= snapshotWeight
      continue
    }
    const entries = log.entries.slice(after.seq, after.seq + budget)
    budget -= entries.length
    pages.push({ kind: 'entries', room, from: after.seq, head: log.entries.length, entries })
  }
  return pages
}

function snapshotReason(log: RoomLog, after: Cursor | null, sizes: PageSizes) {
  if (after === null) return 'new'
  if (log.entries[after.seq - 1]?.id !== after.id) return 'reset'
  return log.entries.length - after.seq > sizes.entriesBehind ? 'far' : null
}

function snapshot(
  data: ServerData,
  person: PersonId,
  log: RoomLog,
  why: 'new' | 'far' | 'reset',
  sizes: PageSizes,
): RoomPage {
  const head = log.entries.length
  const page = itemPage(data, person, log, {
    edge: head,
    direction: 'back',
    limit: sizes.snapshotItems,
  })
  const id = log.entries[head - 1]?.id
  if (!id) throw new Error(`the log of ${log.id} is empty`)
  const own = ownLastPost(log, person, page.from)
  return { kind: 'snapshot', room: log.id, why, id, state: log.state, page, ownLastPost: own }
}

export function itemPage(
  data: ServerData,
  person: PersonId,
  log: RoomLog,
  asked: { edge: Seq; direction: 'back' | 'forward'; limit: number },
): ItemPage {
  const all = [...log.items.values()]
  const head = log.entries.length
  const part = (items: Item[], from: Seq, to: Seq) => {
    const hole = unreadBelow(data, log, person, from)
    return { from, to, asOf: head, items, hole }
  }
  if (asked.direction === 'back') {
    const below = all.filter((item) => item.seq <= asked.edge)
    const items = below.slice(-asked.limit)
    const whole = items.length === below.length
    return part(items, whole ? 0 : (items[0]?.seq ?? 1) - 1, Math.min(asked.edge, head))
  }
  const above = all.filter((item) => item.seq > asked.edge)
  const items = above.slice(0, asked.limit)
  return part(items, asked.edge, items.length === above.length ? head : (items.at(-1)?.seq ?? head))
}

/** What changed since `from` of what stands at or below `after`, as it is now. */
export function changedItems(
  log: RoomLog,
  asked: { after: Seq; from: Seq },
  limit: number,
): { items: Item[]; next: Seq | null } {
  const changed = [...log.items.values()]
    .filter((item) => item.kind === 'message' && item.seq <= asked.after)
    .map((item) => ({ item, at: item.kind === 'message' ? item.changedSeq : 0 }))
    .filter(({ at }) => at > asked.from)
    .toSorted((one, other) => one.at - other.at)
  const page = changed.slice(0, limit)
  const next = page.length < changed.length ? (page.at(-1)?.at ?? null) : null
  return { items: page.map(({ item }) => item), next }
}

export function personalPage(
  data: ServerData,
  person: PersonId,
  after: Seq,
  limit: number,
): { from: Seq; to: Seq; head: Seq; items: PersonalItem[] } {
  const log = personalLog(data, person)
  const newer = [...log.values.values()]
    .filter((item) => item.seq > after)
    .toSorted((one, other) => one.seq - other.seq)
  const items = newer.slice(0, limit)
  const to = items.length === newer.length ? log.head : (items.at(-1)?.seq ?? log.head)
  return { from: after, to: Math.max(to, after), head: log.head, items }
}

/** Rooms of the person whose head is not where they stand, latest talk first. */
export function headsOf(
  data: ServerData,
  person: PersonId,
  standing: readonly (readonly [RoomId, Seq, EntryId])[],
): [RoomId, Seq][] {
  const known = new Map(standing.map(([room, seq, id]) => [room, { seq, id }]))
  return [...data.rooms.values()]
    .filter((log) => isMember(log, person))
    .filter((log) => {
      const cursor = known.get(log.id)
      return cursor?.seq !== log.entries.length || log.entries[cursor.seq - 1]?.id !== cursor.id
    })
    .toSorted((one, other) => other.lastAt - one.lastAt)
    .map((log) => [log.id, log.entries.length])
}

/** What a message said, newest version first (SPEC T1). */
export function versionsOf(
  log: RoomLog,
  message: EntryId,
  { before, limit }: { before: Seq | null; limit: number },
): { versions: Version[]; next: Seq | null } {
  const all = log.entries.flatMap(({ seq, id, at, body }): Version[] => {
    const isPost = body.kind === 'message.posted' && id === message
    const isEdit = body.kind === 'message.edited' && body.target === message
    return (isPost || isEdit) && seq < (before ?? Infinity) ? [{ seq, at, text: body.text }] : []
  })
  const versions = all.toReversed().slice(0, limit)
  return { versions, next: versions.length < all.length ? (versions.at(-1)?.seq ?? null) : null }
}
