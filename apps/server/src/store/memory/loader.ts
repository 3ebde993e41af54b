import type { PersonId, RoomId } from '@parley/protocol'
import { presentMember } from '../../decide/facts.ts'
import type { Identity, Loader } from '../changes.ts'
import type { Tables } from './tables.ts'

export function memoryLoader(tables: Tables): Loader {
  const found = <K, V>(keys: readonly K[], get: (key: K) => V | null | undefined): V[] =>
    keys.flatMap((key) => get(key) ?? [])
  const people = () => [...tables.people.values()]
  return {
    entryAnswers: (ids) =>
      found(ids, (command): Identity | null => {
        const place = tables.places.get(command)
        const row = place && tables.rooms.get(place.room)?.entries[place.seq - 1]
        if (!row) return null
        const { id, by, seq } = row.entry
        return { id, by, digest: row.digest, settled: { kind: 'done', seq } }
      }),
    receipts: (asked) => found(asked, ({ by, id }) => tables.receipts.get(`${by} ${id}`)),
    rooms: (ids) => found(ids, (id) => tables.rooms.get(id)?.fact),
    messages: (ids) =>
      found(ids, (id) => {
        const place = tables.places.get(id)
        const item = place && tables.rooms.get(place.room)?.items.get(place.seq)
        return place && item?.kind === 'message' ? { room: place.room, item } : null
      }),
    people: (ids) => found(ids, (id) => tables.people.get(id)),
    peopleByHandle: (handles) => people().filter(({ person }) => handles.includes(person.handle)),
    peopleByEmail: (emails) =>
      people().filter(({ email }) => email !== null && emails.includes(email)),
    personal: (asked) =>
      found(asked, ({ person, key }) => {
        const item = tables.personal.get(person)?.items.get(key)
        return item ? { person, item } : null
      }),
    due: (ids) => found(ids, (id) => tables.due.get(id)),
    personalHeads: (ids) =>
      found(ids, (person) => {
        const log = tables.personal.get(person)
        return log ? { person, seq: log.head } : null
      }),
    files: (ids) => found(ids, (id) => tables.files.get(id)),
    roomsOf: (ids) =>
      ids.flatMap((person) => roomsOf(tables, person).map((room) => ({ person, room }))),
  }
}

function roomsOf(tables: Tables, person: PersonId): RoomId[] {
  return [...tables.rooms.values()]
    .filter(({ fact }) => presentMember(fact.state, person))
    .map(({ fact }) => fact.state.id)
}
