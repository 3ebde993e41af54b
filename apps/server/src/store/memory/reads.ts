import {
  personalKey,
  readUpTo,
  unmarked,
  type Item,
  type MessageItem,
  type PersonId,
  type ReadMark,
  type RoomId,
  type Seq,
  type Version,
} from '@parley/protocol'
import { presentMember } from '../../decide/facts.ts'
import type { FileHash } from '../../files/file.ts'
import type { Reads } from '../port.ts'
import { bodyText, entryText, itemText } from '../texts.ts'
import type { RoomTable, Tables } from './tables.ts'

export function memoryReads(tables: Tables): Reads {
  const roomOf = (room: RoomId) => tables.rooms.get(room) ?? null
  const headOf = (room: RoomId): Seq => roomOf(room)?.fact.head ?? 0
  const markOf = (person: PersonId, room: RoomId): ReadMark => {
    const item = tables.personal.get(person)?.items.get(personalKey({ kind: 'read', room }))
    return item?.kind === 'read' ? item.value : unmarked
  }
  const ownLastPost = (room: RoomId, person: PersonId, below: Seq): Seq =>
    messagesOf(roomOf(room)).findLast(({ by, seq }) => by === person && seq <= below)?.seq ?? 0
  return {
    room: (room) => roomOf(room)?.fact.state ?? null,
    head(room) {
      const fact = roomOf(room)?.fact
      return fact ? { seq: fact.head, id: fact.headId } : null
    },
    heads: (person) =>
      [...tables.rooms.values()]
        .filter(({ fact }) => presentMember(fact.state, person))
        .map(({ fact }) => ({
          room: fact.state.id,
          head: { seq: fact.head, id: fact.headId },
          lastAt: fact.lastAt,
        }))
        .toSorted((one, other) => other.lastAt - one.lastAt),
    isMember(room, person) {
      const found = roomOf(room)
      return found !== null && presentMember(found.fact.state, person) !== null
    },
    entryIdAt: (room, seq) => roomOf(room)?.entries[seq - 1]?.entry.id ?? null,
    entryTexts: (room, after, limit) =>
      (roomOf(room)?.entries ?? [])
        .slice(after, after + limit)
        .map(({ entry }) => entryText(entry, bodyText(entry.body))),
    items(room, edge, direction, limit) {
      const asOf = headOf(room)
      const items = itemsOf(roomOf(room))
      if (direction === 'back') {
        const page = items.filter(({ seq }) => seq <= edge).slice(-limit)
        const from = page.length < limit ? 0 : (page[0]?.seq ?? 1) - 1
        return { from, to: Math.min(edge, asOf), asOf, texts: page.map(itemText) }
      }
      const page = items.filter(({ seq }) => seq > edge).slice(0, limit)
      const to = page.length < limit ? asOf : (page.at(-1)?.seq ?? asOf)
      return { from: Math.min(edge, asOf), to, asOf, texts: page.map(itemText) }
    },
    changedItems(room, after, from, limit) {
      const since = Math.max(after, from)
      const changed = messagesOf(roomOf(room))
        .filter(({ seq, changedSeq }) => seq <= after && changedSeq > since)
        .toSorted((one, other) => one.changedSeq - other.changedSeq)
      const page = changed.slice(0, limit)
      const next = page.length < changed.length ? (page.at(-1)?.changedSeq ?? null) : null
      return { texts: page.map(itemText), next }
    },
    itemsById: (room, ids) => ({
      asOf: headOf(room),
      texts: ids.flatMap((id) => {
        const place = tables.places.get(id)
        const item = place?.room === room && roomOf(room)?.items.get(place.seq)
        return item ? [itemText(item)] : []
      }),
    }),
    versions(room, message, before, limit) {
      const all = (roomOf(room)?.entries ?? []).flatMap(
        ({ entry: { seq, id, at, body } }): Version[] => {
          if (seq >= before) return []
          const isPost = body.kind === 'message.posted' && id === message
          const isEdit = body.kind === 'message.edited' && body.target === message
          return isPost || isEdit ? [{ seq, at, text: body.text }] : []
        },
      )
      const page = all.toReversed().slice(0, limit)
      const next = page.length < all.length ? (page.at(-1)?.seq ?? null) : null
      return { texts: page.map((version) => JSON.stringify(version)), next }
    },
    unread(room, person, below) {
      const own = ownLastPost(room, person, headOf(room))
      const mark = readUpTo(markOf(person, room), own)
      const unread = messagesOf(roomOf(room)).filter(
        ({ seq, by, deletedAt }) =>
          seq > mark && seq <= below && by !== person && deletedAt === null,
      )
      const mentions = unread.filter(
        (item) => item.mentions.everyone || item.mentions.people.includes(person),
      )
      return { unread: unread.length, mentions: mentions.length }
    },
    ownLastPost,
    personalHead: (person) => tables.personal.get(person)?.head ?? 0,
    personalItems: (person, after, limit) =>
      [...(tables.personal.get(person)?.items.values() ?? [])]
        .filter(({ seq }) => seq > after)
        .toSorted((one, other) => one.seq - other.seq)
        .slice(0, limit),
    mark: markOf,
    person: (id) => tables.people.get(id)?.person ?? null,
    findPerson(query) {
      const wanted = query.toLowerCase()
      for (const { person, email } of tables.people.values())
        if (person.handle === wanted || email === wanted) return person
      return null
    },
    countPeople: () => tables.people.size,
    due: (until, limit) =>
      [...tables.due.values()]
        .filter(({ dueAt }) => dueAt <= until)
        .toSorted((one, other) => one.dueAt - other.dueAt || (one.id < other.id ? -1 : 1))
        .slice(0, limit),
    file: (id) => tables.files.get(id) ?? null,
    usedHashes(hashes) {
      const used = new Set<FileHash | null>()
      for (const { hash, small } of tables.files.values()) used.add(hash).add(small)
      return hashes.filter((hash) => used.has(hash))
    },
    unusedFiles: (before, limit) =>
      [...tables.files.values()]
        .filter(
          ({ id, room, owner, createdAt }) =>
            createdAt < before && room === null && tables.people.get(owner)?.person.photo !== id,
        )
        .slice(0, limit),
  }
}

function itemsOf(room: RoomTable | null): Item[] {
  return room ? [...room.items.values()].toSorted((one, other) => one.seq - other.seq) : []
}

function messagesOf(room: RoomTable | null): MessageItem[] {
  return itemsOf(room).filter((item) => item.kind === 'message')
}
