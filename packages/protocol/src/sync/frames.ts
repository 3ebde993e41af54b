import { z } from 'zod'
import { commandSchema } from '../commands.ts'
import { entrySchema } from '../entries.ts'
import { errorCodeSchema } from '../errors.ts'
import {
  commandIdSchema,
  deviceIdSchema,
  entryIdSchema,
  instantSchema,
  lineageSchema,
  messageIdSchema,
  personIdSchema,
  roomIdSchema,
  seqSchema,
} from '../ids.ts'
import { limits } from '../limits.ts'
import { itemSchema, versionSchema } from '../messages/item.ts'
import { personalItemSchema } from '../personal/log.ts'
import { personSchema } from '../people.ts'
import { cursorSchema } from '../rooms/room.ts'
import { itemPageSchema, roomPageSchema } from './pages.ts'

/** Names a request so that its answer finds it; unique on one socket. */
const requestIdSchema = z.number().int().min(0)
const rid = requestIdSchema

/** The first frame. `token` for clients without a cookie. */
const hello = z.strictObject({
  t: z.literal('hello'),
  version: z.number().int(),
  device: deviceIdSchema,
  token: z.string().max(4096).nullable(),
  /** The person whose cache this client opened; another one is refused. Null: none yet. */
  person: personIdSchema.nullable(),
})

/** Another token for the same person, before the old one ends. */
const sessionRefresh = z.strictObject({
  t: z.literal('session.refresh'),
  rid,
  token: z.string().max(4096),
})

const commandFrame = z.strictObject({ t: z.literal('command'), command: commandSchema })

/** Where the client stands; the answer names what differs. Rooms as [room, seq, entry id]. */
const catchUp = z.strictObject({
  t: z.literal('catch-up'),
  rid,
  personal: seqSchema,
  rooms: z.array(z.tuple([roomIdSchema, seqSchema, entryIdSchema])).max(5_000),
})

const personalPull = z.strictObject({ t: z.literal('personal.pull'), rid, after: seqSchema })

/** `after` null: the room is not cached. Answered in the order asked, as far as one frame holds; the client asks again for the rest. */
const roomPull = z.strictObject({
  t: z.literal('room.pull'),
  rid,
  rooms: z
    .array(z.strictObject({ room: roomIdSchema, after: cursorSchema.nullable() }))
    .min(1)
    .max(limits.roomsPerPull),
})

/** Items at or below `edge` (back), or above it (forward). */
const historyPull = z.strictObject({
  t: z.literal('history.pull'),
  rid,
  room: roomIdSchema,
  edge: seqSchema,
  direction: z.enum(['back', 'forward']),
  limit: z.number().int().min(1).max(limits.itemsPerPage),
})

/**
 * Items at or below `after` that changed since, as they are now, in order of their last change; `from` carries on where a page
 * ended. One that changes meanwhile comes again further on.
 */
const changesPull = z.strictObject({
  t: z.literal('changes.pull'),
  rid,
  room: roomIdSchema,
  after: seqSchema,
  from: seqSchema,
})

const itemsPull = z.strictObject({
  t: z.literal('items.pull'),
  rid,
  room: roomIdSchema,
  ids: z.array(entryIdSchema).min(1).max(limits.itemsPerLookUp),
})

/**
 * What a message said before it was edited, newest version first; `before` carries on where a page ended, null begins. Refused
 * for a deleted message: its words are gone (SPEC T2).
 */
const editsPull = z.strictObject({
  t: z.literal('edits.pull'),
  rid,
  room: roomIdSchema,
  message: messageIdSchema,
  before: seqSchema.nullable(),
  limit: z.number().int().min(1).max(limits.versionsPerPage),
})

/** `sum`: `headSum` of the personal cursor and the cursors of all rooms held. Also the client's sign of life. */
const headsCheck = z.strictObject({ t: z.literal('heads.check'), rid, sum: seqSchema })

/** One person by handle or e-mail address, exactly. */
const personFind = z.strictObject({
  t: z.literal('person.find'),
  rid,
  query: z.string().min(1).max(254),
})

/** What the person sees now: typing, seen and presence are sent for these alone. Replaces the last look. */
const look = z.strictObject({
  t: z.literal('look'),
  rooms: z.array(roomIdSchema).max(limits.lookRooms),
  people: z.array(personIdSchema).max(limits.lookPeople),
})
const typingSet = z.strictObject({
  t: z.literal('typing.set'),
  room: roomIdSchema,
  on: z.boolean(),
})
const activitySet = z.strictObject({ t: z.literal('activity.set'), active: z.boolean() })

export const clientFrameSchema = z.discriminatedUnion('t', [
  hello,
  sessionRefresh,
  commandFrame,
  catchUp,
  personalPull,
  roomPull,
  historyPull,
  changesPull,
  itemsPull,
  editsPull,
  headsCheck,
  personFind,
  look,
  typingSet,
  activitySet,
])
export type ClientFrame = z.infer<typeof clientFrameSchema>
export type ClientFrameOf<T extends ClientFrame['t']> = Extract<ClientFrame, { t: T }>

const presenceState = z.enum(['active', 'idle', 'offline'])
export type PresenceState = z.infer<typeof presenceState>

export const serverFrameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    lineage: lineageSchema,
    person: personIdSchema,
    now: instantSchema,
  }),
  /** The socket closes after this one. */
  z.object({ t: z.literal('closing'), code: errorCodeSchema }),
  /** A request that failed. */
  z.object({ t: z.literal('refused'), rid, code: errorCodeSchema }),
  z.object({ t: z.literal('refreshed'), rid }),
  /** Durable. `seq` is the place in the room's log, or the personal one; 0 when the command changed nothing. */
  z.object({ t: z.literal('ack'), id: commandIdSchema, seq: seqSchema }),
  z.object({
    t: z.literal('nack'),
    id: commandIdSchema,
    code: errorCodeSchema,
    retryMs: z.number().int().min(0).nullable(),
  }),
  /** New entries of one room, dense, one frame for all who are in it. */
  z.object({
    t: z.literal('room.entries'),
    room: roomIdSchema,
    entries: z.array(entrySchema).min(1),
  }),
  /** The latest values set in (from, to] of the person's own log, by sequence. */
  z.object({
    t: z.literal('personal.items'),
    from: seqSchema,
    to: seqSchema,
    items: z.array(personalItemSchema),
  }),
  z.object({
    t: z.literal('personal.page'),
    rid,
    from: seqSchema,
    to: seqSchema,
    head: seqSchema,
    items: z.array(personalItemSchema),
  }),
  /** Rooms whose head is not where the client stands, latest talk first, as [room, head]. */
  z.object({
    t: z.literal('heads'),
    rid,
    personal: seqSchema,
    rooms: z.array(z.tuple([roomIdSchema, seqSchema])),
  }),
  z.object({ t: z.literal('heads.same'), rid }),
  z.object({ t: z.literal('room.pages'), rid, pages: z.array(roomPageSchema) }),
  z.object({ t: z.literal('history.page'), rid, room: roomIdSchema, page: itemPageSchema }),
  /** `next`: pass it as `from` for the rest; null: that was all. */
  z.object({
    t: z.literal('changes.page'),
    rid,
    room: roomIdSchema,
    items: z.array(itemSchema),
    next: seqSchema.nullable(),
  }),
  /**
   * Those of the asked items that exist, as they stood at `asOf`. `next`: how many of the asked ids this answers, when the
   * rest is to be asked for again; null: all of them.
   */
  z.object({
    t: z.literal('items.page'),
    rid,
    room: roomIdSchema,
    asOf: seqSchema,
    items: z.array(itemSchema),
    next: z.number().int().min(1).nullable(),
  }),
  /** `next`: pass it as `before` for older versions; null: the first one is among these. */
  z.object({
    t: z.literal('edits.page'),
    rid,
    room: roomIdSchema,
    message: messageIdSchema,
    versions: z.array(versionSchema),
    next: seqSchema.nullable(),
  }),
  z.object({ t: z.literal('person.found'), rid, person: personSchema.nullable() }),
  z.object({ t: z.literal('typing'), room: roomIdSchema, person: personIdSchema, on: z.boolean() }),
  /** How far others have read: a watermark a person. */
  z.object({
    t: z.literal('seen'),
    room: roomIdSchema,
    marks: z.array(z.tuple([personIdSchema, seqSchema])),
  }),
  z.object({ t: z.literal('presence'), people: z.array(z.tuple([personIdSchema, presenceState])) }),
])
export type ServerFrame = z.infer<typeof serverFrameSchema>
export type ServerFrameOf<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>
