import {
  itemOf,
  personalKey,
  type CommandId,
  type Entry,
  type FileId,
  type Item,
  type MessageId,
  type PersonalItem,
  type PersonId,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import type { DueWork } from '../../decide/due.ts'
import type { PersonFact, RoomFact } from '../../decide/facts.ts'
import type { StoredFile } from '../../files/file.ts'
import type { Changes, Receipt } from '../changes.ts'
import { withoutTexts } from '../texts.ts'

/** A room with its log; `items` by sequence, holes where an entry adds none. */
export type RoomTable = {
  fact: RoomFact
  entries: { entry: Entry; digest: string }[]
  items: Map<Seq, Item>
}
/** Where an entry stands: its room and its place there. */
export type Place = { room: RoomId; seq: Seq }

export type Tables = {
  rooms: Map<RoomId, RoomTable>
  places: Map<CommandId, Place>
  people: Map<PersonId, PersonFact>
  /** A person's log by key, in no order. */
  personal: Map<PersonId, { head: Seq; items: Map<string, PersonalItem> }>
  /** By person and command id, joined by a space. */
  receipts: Map<string, Receipt>
  due: Map<string, DueWork>
  files: Map<FileId, StoredFile>
}

export function emptyTables(): Tables {
  return {
    rooms: new Map(),
    places: new Map(),
    people: new Map(),
    personal: new Map(),
    receipts: new Map(),
    due: new Map(),
    files: new Map(),
  }
}

export function applyChanges(tables: Tables, changes: Changes): void {
  for (const [id, { after }] of changes.rooms) {
    const room = tables.rooms.get(id)
    if (room) room.fact = after
    else tables.rooms.set(id, { fact: after, entries: [], items: new Map() })
  }
  for (const { room, entry, digest } of changes.entries) {
    const table = tables.rooms.get(room)
    const item = itemOf(entry)
    table?.entries.push({ entry, digest })
    if (item) table?.items.set(entry.seq, item)
    tables.places.set(entry.id, { room, seq: entry.seq })
  }
  for (const { room, item } of changes.messages.values())
    tables.rooms.get(room)?.items.set(item.seq, item)
  for (const message of changes.dropTexts) dropTexts(tables, message)
  for (const [id, fact] of changes.people) tables.people.set(id, fact)
  for (const [id, file] of changes.files)
    if (file) tables.files.set(id, file)
    else tables.files.delete(id)
  for (const { person, item } of changes.personal) {
    const log = tables.personal.get(person) ?? { head: 0, items: new Map() }
    log.head = item.seq
    log.items.set(personalKey(item), item)
    tables.personal.set(person, log)
  }
  for (const receipt of changes.receipts)
    tables.receipts.set(`${receipt.person} ${receipt.id}`, receipt)
  for (const [id, work] of changes.due)
    if (work) tables.due.set(id, work)
    else tables.due.delete(id)
}

function dropTexts(tables: Tables, message: MessageId): void {
  const place = tables.places.get(message)
  const room = place && tables.rooms.get(place.room)
  for (const row of room?.entries ?? []) {
    const { id, body } = row.entry
    if (id === message || ('target' in body && body.target === message))
      row.entry = withoutTexts(row.entry)
  }
}
