import type {
  Command,
  CommandId,
  Cursor,
  EntryId,
  ErrorCode,
  HoleCount,
  Instant,
  Item,
  Lineage,
  PersonalKind,
  Person,
  PersonId,
  ReadMark,
  RoomId,
  RoomState,
  Seq,
} from '@parley/protocol'

/** What a synchronous function may return: a promise cannot come out, so nothing can slip between begin and commit. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T

/**
 * Whose cache this is, of which database, and how far the personal log has been taken over. `profile`: the person as that log
 * has them; null until it said so.
 */
export type CacheMeta = {
  person: PersonId
  lineage: Lineage | null
  personalCursor: Seq
  profile: Person | null
}

/** What the room list says of a room's latest message. `seq` null: it is queued. */
export type Preview = {
  item: EntryId
  seq: Seq | null
  by: PersonId
  at: Instant
  text: string
  deleted: boolean
}

/**
 * A room as cached. `state` is the room as of `cursor`; both are null between learning of the membership and the first
 * snapshot. `epoch` is the membership's (SPEC X2). Unread, mentions and preview are not stored truth: they are
 * worked out again, in the transaction that changed what they follow from.
 */
export type CachedRoom = {
  id: RoomId
  epoch: Seq
  state: RoomState | null
  cursor: Cursor | null
  lastAt: Instant
  mark: ReadMark
  /** Sequence of the person's own latest message, cached or not; 0 for none. */
  ownLastPost: Seq
  unread: number
  mentions: number
  preview: Preview | null
}

/** A value of the personal log that is there: of a kind of the protocol's registry, as it was parsed. */
export type CachedValue = { kind: PersonalKind; subject: string; seq: Seq; value: unknown }

/** Items in (from, to] are cached whole. Ranges of one room neither touch nor overlap. */
export type Range = { from: Seq; to: Seq }
/** Items in (from, to] are not cached; `count` is what of them is unread, past the mark of that time. */
export type Hole = Range & { count: HoleCount }

/** Thrown by a transaction that found no room on the disk or in what the browser grants; it changed nothing. */
export class StorageFull extends Error {
  constructor(cause?: unknown) {
    super('there is no room left to store this', { cause })
  }
}

/** Reads and writes inside one transaction of the cache. */
export type CacheTx = {
  meta(): CacheMeta
  putMeta(meta: CacheMeta): void

  room(id: RoomId): CachedRoom | null
  /** Latest talk first. Without members: `state.members` is empty here. */
  rooms(): CachedRoom[]
  putRoom(room: CachedRoom): void
  /** Forgets the room whole: state, items, ranges, holes, stubs. */
  dropRoom(id: RoomId): void

  /** The person's own values of a kind, by subject. */
  values(kind: PersonalKind): CachedValue[]
  putValue(value: CachedValue): void
  dropValue(kind: PersonalKind, subject: string): void

  /** Everyone who is or was in a room that is cached, once each. */
  people(): Person[]
  person(id: PersonId): Person | null

  /** Items at or below `edge`, newest first. */
  itemsBack(room: RoomId, edge: Seq, limit: number): Item[]
  /** Items above `edge`, oldest first. */
  itemsForward(room: RoomId, edge: Seq, limit: number): Item[]
  item(room: RoomId, id: EntryId): Item | null
  /** Replaces items of the same id. Does not compare `changedSeq`: the caller did. */
  putItems(room: RoomId, items: readonly Item[]): void
  /** Forgets the items at or below `upTo`; what of the room is covered is the caller's to say. */
  dropItems(room: RoomId, upTo: Seq): void
  /** Cached messages in (after, upTo] not by `me` and not deleted; and those of them that mention `me` or everyone. */
  countUnread(room: RoomId, me: PersonId, after: Seq, upTo: Seq): HoleCount
  /** The newest cached message, deleted or not. */
  latestMessage(room: RoomId): Item | null

  /** Ascending, as holes are. */
  ranges(room: RoomId): Range[]
  putRanges(room: RoomId, ranges: readonly Range[]): void
  holes(room: RoomId): Hole[]
  putHoles(room: RoomId, holes: readonly Hole[]): void

  /** `changedSeq` of a message that is not cached, once an entry about it was seen (SPEC L9). */
  stub(room: RoomId, id: EntryId): Seq | null
  putStub(room: RoomId, id: EntryId, changedSeq: Seq): void
  dropStub(room: RoomId, id: EntryId): void
}

/** The disposable file: everything the server has. */
export type Cache = {
  /** All or nothing, durable enough that a crash leaves a former state. Throws what `fn` throws, having changed nothing. */
  tx<T>(fn: (tx: CacheTx) => Sync<T>): Sync<T>
  /** What of the file is empty, so that it can take as much without growing. In bytes; 0 where that is not known. */
  freeBytes(): number
  /** Empties it for this person; the queue is not touched. */
  reset(meta: CacheMeta): void
  close(): void
}

/**
 * How far a queued command is. `queued`: on disk, no byte left; `transmitted`: it may have reached the server; `acked`: it is
 * durable there at `seq`, its effect not yet in the cache; `failed`: refused for good, kept for the person to see.
 */
export type OutboxState =
  | { kind: 'queued' }
  | { kind: 'transmitted' }
  | { kind: 'acked'; seq: Seq }
  | { kind: 'failed'; code: ErrorCode }

/** A command on its way. Rows of one `lane` (a room, or `personal`) go out in `order`. */
export type OutboxRow = {
  command: Command
  lane: string
  order: number
  /** Commands that must be through before this one may go. */
  after: readonly CommandId[]
  queuedAt: Instant
  state: OutboxState
}

/** Unsent text of one room. */
export type Draft = { room: RoomId; text: string; replyTo: EntryId | null; updatedAt: Instant }

/** A message of the person's own, set aside while it is not known whether the server still has it (SPEC L7). */
export type KeptMessage = {
  id: EntryId
  room: RoomId
  text: string
  replyTo: EntryId | null
  at: Instant
  /** Where it stood in the log that is gone. */
  seq: Seq
}

export type OutboxTx = {
  /** All rows by `order`. */
  rows(): OutboxRow[]
  row(id: CommandId): OutboxRow | null
  put(row: OutboxRow): void
  drop(id: CommandId): void
  /** One more than the highest order ever used. */
  nextOrder(): number
  draft(room: RoomId): Draft | null
  drafts(): Draft[]
  putDraft(draft: Draft): void
  dropDraft(room: RoomId): void
  kept(): KeptMessage[]
  keep(message: KeptMessage): void
  dropKept(id: EntryId): void
  /** This installation's id for this person; minted by the caller once. */
  device(): string | null
  putDevice(device: string): void
}

/** The precious file: what exists nowhere else yet. A finished transaction is on disk (FULL). */
export type Outbox = {
  tx<T>(fn: (tx: OutboxTx) => Sync<T>): Sync<T>
  close(): void
}

export type EngineStore = { cache: Cache; outbox: Outbox }
