import { z } from 'zod'

/** RFC 9562 UUID in lower-case hex with dashes, any version. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const directRoom = new RegExp(`^(${uuid.source.slice(1, -1)})~(${uuid.source.slice(1, -1)})$`)

export const personIdSchema = z.string().regex(uuid).brand<'PersonId'>()
export type PersonId = z.infer<typeof personIdSchema>

/** A UUIDv7, or, for a direct room, its two person ids in order joined by `~` (SPEC K8). */
export const roomIdSchema = z
  .string()
  .max(73)
  .refine((value) => uuid.test(value) || isOrderedPair(value), 'not a room id')
  .brand<'RoomId'>()
export type RoomId = z.infer<typeof roomIdSchema>

/** A command's id, made where the person acts; the entry it causes and the message it posts have the same id. */
export const commandIdSchema = z.string().regex(uuid).brand<'CommandId'>()
export type CommandId = z.infer<typeof commandIdSchema>
export type EntryId = CommandId
export type MessageId = CommandId
export const entryIdSchema = commandIdSchema
export const messageIdSchema = commandIdSchema

/** A file's name on the server, made there; what it holds never changes. */
export const fileIdSchema = z.string().regex(uuid).brand<'FileId'>()
export type FileId = z.infer<typeof fileIdSchema>

/** One installation of the client: its commands to one room keep their order. */
export const deviceIdSchema = z.string().regex(uuid).brand<'DeviceId'>()
export type DeviceId = z.infer<typeof deviceIdSchema>

/** Minted when a database is created or restored: cursors of another lineage mean nothing. */
export const lineageSchema = z.string().regex(uuid).brand<'Lineage'>()
export type Lineage = z.infer<typeof lineageSchema>

/** Place in a log: 1..n without gaps; 0 is "before the first". */
export const seqSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
export type Seq = number

/** Milliseconds since 1970 UTC, by the server's clock. */
export const instantSchema = z.number().int().min(0).max(8.64e15)
export type Instant = number

/** The id under which two people meet, whoever of them creates the room first (SPEC K8). */
export function directRoomId(one: PersonId, other: PersonId): RoomId {
  const [low, high] = one < other ? [one, other] : [other, one]
  return `${low}~${high}` as RoomId
}

/** The two people of a direct room's id; null for the id of any other room. */
export function directPair(room: RoomId): [PersonId, PersonId] | null {
  const match = directRoom.exec(room)
  return match ? [match[1] as PersonId, match[2] as PersonId] : null
}

function isOrderedPair(value: string): boolean {
  const match = directRoom.exec(value)
  return match !== null && (match[1] ?? '') < (match[2] ?? '')
}
