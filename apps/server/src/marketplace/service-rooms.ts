import type { Database } from 'better-sqlite3'
import type { CommandId, Instant, RoomId } from '@parley/protocol'
import { derivedId } from '../derived-id.ts'
import type { Service } from '../service-tokens/port.ts'
import type { Reads } from '../store/port.ts'

export type NamedRoom = { room: RoomId; externalKey: string | null }

/**
 * Which rooms are a service's. What counts stands in the room's own log: its first entry has an id that only the service's key
 * yields, so a row here without its room, or with somebody else's, gives nothing. The rows keep the order and the service's
 * own names for its rooms.
 */
export type ServiceRooms = {
  /** Before the room is made, so that none is ever made without its row. */
  note(service: Service, named: NamedRoom, now: Instant): void
  externalKeyOf(service: Service, room: RoomId): string | null
  /** True for rooms the service made. */
  made(service: Service, room: RoomId): boolean
  /** True also for direct rooms that two people had already when the service asked for one. */
  met(service: Service, room: RoomId): boolean
  /** Oldest first, after the room given (null: from the start). Rooms that were only met are left out. */
  list(service: Service, after: RoomId | null, limit: number): NamedRoom[]
}

/** The id of the command that makes a room for a service: nobody else can make a room's log begin with it. */
export const makingId = ({ key }: Service, room: RoomId) =>
  derivedId(`${key} made ${room}`) as CommandId

/** The id of the room that a service calls so; the same each time. */
export const roomOfKey = ({ key }: Service, externalKey: string) =>
  derivedId(`${key} room ${externalKey}`) as string as RoomId

/** The rows in the accounts' file, whose services they are about. */
export function openServiceRooms(database: Database, read: Pick<Reads, 'entryIdAt'>): ServiceRooms {
  database.exec(`create table if not exists service_room (
    place integer primary key, service text not null, room text not null, external_key text,
    at integer not null, unique (service, room)) strict`)
  const insert = database.prepare<[string, string, string | null, Instant]>(
    `insert into service_room (service, room, external_key, at) values (?, ?, ?, ?)
     on conflict (service, room) do update set external_key = coalesce(external_key, excluded.external_key)`,
  )
  const find = database.prepare<[string, string], { place: number; externalKey: string | null }>(
    `select place, external_key as externalKey from service_room where service = ? and room = ?`,
  )
  const page = database.prepare<[string, number, number], NamedRoom & { place: number }>(
    `select place, room, external_key as externalKey from service_room where service = ? and place > ?
     order by place limit ?`,
  )
  const made = (service: Service, room: RoomId) =>
    read.entryIdAt(room, 1) === makingId(service, room)

  return {
    made,
    note: ({ name }, { room, externalKey }, now) => void insert.run(name, room, externalKey, now),
    externalKeyOf: ({ name }, room) => find.get(name, room)?.externalKey ?? null,
    met: ({ name }, room) => find.get(name, room) !== undefined,
    list(service, after, limit) {
      let from = after === null ? 0 : (find.get(service.name, after)?.place ?? 0)
      const found: NamedRoom[] = []
      while (found.length < limit) {
        const rows = page.all(service.name, from, limit)
        const own = rows.filter(({ room }) => made(service, room))
        found.push(...own.map(({ room, externalKey }) => ({ room, externalKey })))
        from = rows.at(-1)?.place ?? from
        if (rows.length < limit) break
      }
      return found.slice(0, limit)
    },
  }
}
