import type {
  Ability,
  CommandBody,
  CommandId,
  Contract,
  EntryId,
  ErrorCode,
  Instant,
  Item,
  MessageId,
  MessageItem,
  Person,
  PersonId,
  Pin,
  PresenceState,
  ReadMark,
  Role,
  RoomId,
  RoomKind,
  Seq,
  SettingName,
  SettingValue,
  ValueOf,
} from '@parley/protocol'

/** How a thing on the screen stands with the server. `sent` is the usual state and needs no mark. */
export type Delivery =
  | { kind: 'sent' }
  | { kind: 'queued' }
  /** `text`: the words that were refused, of a command that has any. */
  | { kind: 'failed'; code: ErrorCode; command: CommandId; text: string | null }

/** A row of the room list. */
export type RoomRow = {
  id: RoomId
  kind: RoomKind
  /** The title, or the other person's name for a direct room. */
  title: string
  contract: Contract | null
  /** The other person of a direct room. */
  other: PersonId | null
  favourite: boolean
  /** Put away by the person, until they take it out again. */
  archived: boolean
  /** A direct room not listed until something is said in it. */
  hidden: boolean
  /** How far its log is known here: what is marked read or hidden goes up to there. */
  head: Seq
  /** Sequence of its latest message; null for none, or while that is queued. */
  latest: Seq | null
  unread: number
  mentions: number
  /** Unread because the person said so, whatever the number (SPEC U2). */
  markedUnread: boolean
  lastAt: Instant
  preview: { by: PersonId; byName: string; mine: boolean; text: string; deleted: boolean } | null
  /** The preview is by someone the person blocked, in a room they share (SPEC B2). */
  folded: boolean
  /** The beginning of what is written here and not sent. */
  draft: string | null
  /** Something here was refused and waits for the person. */
  failed: boolean
  /** Not on the server yet. */
  delivery: Delivery
}

export type MemberRow = { id: PersonId; person: Person; role: Role }

/** One room with everything around its talk. */
export type RoomView = {
  id: RoomId
  kind: RoomKind
  title: string
  topic: string
  contract: Contract | null
  other: Person | null
  /** The person blocked the other one of a direct room. */
  blocked: boolean
  role: Role
  /** What this person may do here, from the one table. */
  abilities: Ability[]
  members: MemberRow[]
  /** Who left but is still the author of something. */
  formerMembers: Person[]
  favourite: boolean
  archived: boolean
  unread: number
  markedUnread: boolean
  /** In the order they were pinned. */
  pins: Pin[]
  delivery: Delivery
}

/** A message with what its quote needs; `quote` null when it replies to nothing, 'missing' when that is not cached yet. */
export type MessageRow = {
  id: EntryId
  kind: 'message'
  /** Null while queued: it stands after everything that has one. */
  seq: Seq | null
  item: MessageItem
  mine: boolean
  mentionsMe: boolean
  quote:
    | null
    | 'missing'
    | { id: EntryId; by: PersonId; text: string; deleted: boolean; folded: boolean }
  /** By someone the person blocked, in a room they share (SPEC B2). */
  folded: boolean
  /** Held up for everyone in the room. */
  pinned: boolean
  /** Kept by the person for later. */
  saved: boolean
  delivery: Delivery
}
export type NoticeRow = {
  id: EntryId
  kind: 'notice'
  seq: Seq
  item: Extract<Item, { kind: 'notice' }>
}
export type TimelineRow = MessageRow | NoticeRow

/**
 * A window of a room's talk, oldest first, queued items last. `older`/`newer`: what lies beyond the window: `cached` rows come
 * with a larger window, a `hole` has to be fetched (the engine does so when a window touches it), `none` is the end.
 */
export type TimelineView = {
  rows: TimelineRow[]
  older: 'none' | 'cached' | 'hole'
  newer: 'none' | 'cached' | 'hole'
  /** Sequence up to which the person has read: the "new" line stands after it. */
  readUpTo: Seq
  unread: number
  /** The person's mark, with what is queued; `unreadAt` is set while it was made by hand (SPEC U2). */
  mark: ReadMark
  /** Others' watermarks, in small rooms, while the server tells them. */
  seen: { person: PersonId; upTo: Seq }[]
}

/** Where the engine is with the server, for the strip at the top. */
export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'catching-up' }
  | { kind: 'live' }
  /** `retryAt` is when it tries again by itself. */
  | { kind: 'offline'; retryAt: Instant }
  /** The session ended: the cache stays readable, the queue stays. */
  | { kind: 'signed-out' }
  /** The server and this client do not understand each other, or another person is signed in. */
  | { kind: 'stopped'; code: ErrorCode }

export type StatusView = {
  connection: ConnectionState
  queued: number
  failed: number
  /** Rooms with something begun in them. */
  drafts: number
  /** Of these, rooms that are not this person's any more: there is no place to go on writing. */
  lostDrafts: number
  /** False in a browser without durable storage: then nothing is called queued. */
  durable: boolean
  /** This device has no room for what comes: the connection is given up and tried again until it has. */
  full: boolean
  me: Person
}

export type FailedRow = {
  id: CommandId
  body: CommandBody
  /** Null for what is about no room; its title is then empty. */
  room: RoomId | null
  roomTitle: string
  code: ErrorCode
  queuedAt: Instant
}
/** `message` null: not on this device; it is fetched while there is a connection. */
export type PinRow = { id: EntryId; pin: Pin; message: MessageItem | null; folded: boolean }

/**
 * How a room's unread number comes about (SPEC U1): `unread` is the sum of `authors` and `away`. All of it from the very
 * places the number itself is from.
 */
export type UnreadReasons = {
  unread: number
  mentions: number
  /** Everything past this counts. */
  readUpTo: Seq
  /** What `readUpTo` follows from: the mark, one's own last post, or the mark made by hand. */
  why: 'never-read' | 'mark' | 'own-post' | 'by-hand'
  /** The last message at or below `readUpTo`; null when it is not on this device, or there is none. */
  last: { id: EntryId; by: PersonId; at: Instant; text: string } | null
  /** Messages that count, on this device, by author; most first. */
  authors: { person: PersonId; count: number }[]
  /** Messages that count and are not on this device yet, as the server counted them. */
  away: number
}
/** What was being written in a room when it was lost. */
export type LostDraft = { room: RoomId; text: string; updatedAt: Instant }
export type PersonRow = { id: PersonId; person: Person }
export type BlockedRow = { id: PersonId; person: Person }
/** A place to go to: a room the person is in, or someone they have no direct room with yet. `id` is the room's or the person's. */
export type FoundRow = { id: RoomId | PersonId } & (
  | { kind: 'room'; room: RoomRow }
  | { kind: 'person'; person: Person }
)
export type PresenceRow = { id: PersonId; state: PresenceState }

/**
 * A message kept for later. `place` is its room's title, null once the room is lost; `message` null: not on this device. It is
 * fetched while there is a connection and the room stands.
 */
export type SavedRow = {
  id: EntryId
  saved: ValueOf<'saved'>
  place: string | null
  message: MessageItem | null
  author: Person | null
}

/** A message to be posted at a time; `place` as of `SavedRow`. */
export type ScheduleRow = { id: MessageId; schedule: ValueOf<'schedule'>; place: string | null }

export type Settings = { [N in SettingName]: SettingValue<N> }

/** The named reads of the interface: arguments and result of each. */
export type Queries = {
  status: { args: Record<never, never>; result: StatusView }
  rooms: { args: Record<never, never>; result: { rows: RoomRow[] } }
  room: { args: { room: RoomId }; result: { room: RoomView | null } }
  /** `end` null: the window ends at the newest item; else `end` is the highest sequence in it. `limit` items back from there. */
  timeline: { args: { room: RoomId; end: Seq | null; limit: number }; result: TimelineView }
  /** Latest pinned first. */
  pins: { args: { room: RoomId }; result: { rows: PinRow[] } }
  'unread-reasons': { args: { room: RoomId }; result: { reasons: UnreadReasons | null } }
  people: { args: Record<never, never>; result: { rows: PersonRow[] } }
  blocked: { args: Record<never, never>; result: { rows: BlockedRow[] } }
  /** `contracts`: the active ones both are in, which stand in the way of a block (SPEC B3). */
  blocking: {
    args: { person: PersonId }
    result: { blocked: boolean; contracts: { room: RoomId; title: string }[] }
  }
  /** What fits `text`, best first, at most `limit`; for no text the rooms with something unread, then the latest talk. */
  find: { args: { text: string; limit: number }; result: { rows: FoundRow[] } }
  /** What is kept for later, latest first. */
  saved: { args: Record<never, never>; result: { rows: SavedRow[] } }
  /** What will be said later, the next first, and what could not be said. */
  schedules: { args: Record<never, never>; result: { rows: ScheduleRow[] } }
  settings: { args: Record<never, never>; result: { settings: Settings } }
  presence: { args: Record<never, never>; result: { rows: PresenceRow[] } }
  typing: { args: { room: RoomId }; result: { people: PersonId[] } }
  draft: {
    args: { room: RoomId }
    result: { draft: { text: string; replyTo: EntryId | null } | null }
  }
  failed: { args: Record<never, never>; result: { rows: FailedRow[]; lostDrafts: LostDraft[] } }
}
export type QueryName = keyof Queries
export type Query = { [N in QueryName]: { name: N; args: Queries[N]['args'] } }[QueryName]
export type ResultOf<N extends QueryName> = Queries[N]['result']

/**
 * How a result changed since it was last sent. `rest` holds the fields other than `rows`, whole, when any changed. `rows` that
 * changed or are new come in `set`, `order` lists all row ids when their order or number changed. The first one is whole.
 */
export type Difference = {
  rest?: Record<string, unknown>
  order?: string[]
  set?: { id: string }[]
}
