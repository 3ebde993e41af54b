import type {
  Command,
  CommandId,
  Cursor,
  Entry,
  ErrorCode,
  FileId,
  HoleCount,
  Instant,
  Lineage,
  MessageId,
  Person,
  PersonId,
  PersonalItem,
  ReadMark,
  RoomId,
  RoomState,
  Seq,
} from '@parley/protocol'
import type { DueCommand, DueWork } from '../decide/due.ts'
import type { ScheduleDue } from '../decide/personal/schedule.ts'
import type { ReminderDue } from '../decide/personal/saved.ts'
import type { FileHash, StoredFile } from '../files/file.ts'

/** Changes that no socket may ask for: made by sign-up, uploads, imports, due work and the sample workspace. */
export type SystemCommand =
  | { id: CommandId; body: { kind: 'person.put'; person: Person; email: string | null } }
  | { id: CommandId; body: { kind: 'file.put'; file: StoredFile } }
  | { id: CommandId; body: { kind: 'file.drop'; file: FileId } }
  /** An entry from elsewhere with its own time; `by` stays as given. Rights are not asked. */
  | {
      id: CommandId
      body: { kind: 'entry.import'; room: RoomId; by: PersonId; at: Instant; entry: Entry['body'] }
    }
  | { id: CommandId; body: DueCommand | ReminderDue | ScheduleDue }

/**
 * A command as the store gets it. `by` is the person it acts for. `digest` identifies its payload: the same id with another
 * digest is refused (SPEC K3). `at` is the time it arrived, by the server's clock.
 */
export type Submission = {
  by: PersonId
  at: Instant
  digest: string
  command: Command | SystemCommand
}

/**
 * How a submission ended. `done`: durable, `seq` 0 when nothing changed; also the answer to a resend. `refused`: wrote
 * nothing but, when final, the memory of it.
 */
export type Settled = { kind: 'done'; seq: Seq } | { kind: 'refused'; code: ErrorCode }

/** An entry as it was committed; `text` is its JSON as it goes over the wire. */
export type Appended = { room: RoomId; entry: Entry; text: string }
/** A value of a person's log as it was committed. */
export type PersonalChange = { person: PersonId; item: PersonalItem }

/**
 * What a batch made durable, in the order decided: one result a submission, and what has to be told to whom. `nextDueAt` is
 * the earliest time of the due work that it set, null when it set none.
 */
export type Committed = {
  settled: Settled[]
  appended: Appended[]
  personal: PersonalChange[]
  nextDueAt: Instant | null
}

/** One person's place in a room, as read for catch-up. */
export type RoomHead = { room: RoomId; head: Cursor; lastAt: Instant }

/** JSON texts of `Item`s, oldest first, ready to be put into a frame, covering (from, to] at the head `asOf`. */
export type ItemTexts = { from: Seq; to: Seq; asOf: Seq; texts: string[] }

/** Reads see what is committed. None of them checks access: the caller does, at the moment it delivers. */
export type Reads = {
  room(room: RoomId): RoomState | null
  head(room: RoomId): Cursor | null
  /** Rooms the person is in now, latest talk first. */
  heads(person: PersonId): RoomHead[]
  /** True while the person is in the room. */
  isMember(room: RoomId, person: PersonId): boolean
  entryIdAt(room: RoomId, seq: Seq): CommandId | null
  /** JSON texts of the entries (after, after + limit], dense. */
  entryTexts(room: RoomId, after: Seq, limit: number): string[]
  /** The items at or below `edge` (back) or above it (forward), at most `limit`. */
  items(room: RoomId, edge: Seq, direction: 'back' | 'forward', limit: number): ItemTexts
  /** Items at or below `after` with a `changedSeq` past max(after, from), by `changedSeq`; `next` null when that was all. */
  changedItems(
    room: RoomId,
    after: Seq,
    from: Seq,
    limit: number,
  ): { texts: string[]; next: Seq | null }
  itemsById(room: RoomId, ids: readonly CommandId[]): { asOf: Seq; texts: string[] }
  /**
   * JSON texts of the `Version`s of a message below `before`, newest first; its post is the last one. `next` is the `before` of
   * the rest, null when the post is among them. Of a deleted message the words are empty.
   */
  versions(
    room: RoomId,
    message: MessageId,
    before: Seq,
    limit: number,
  ): { texts: string[]; next: Seq | null }
  /**
   * Unread messages and mentions of `person` at or below `below`: past their mark or their own last post anywhere in the room,
   * whichever `readUpTo` says (SPEC U1).
   */
  unread(room: RoomId, person: PersonId, below: Seq): HoleCount
  /** Sequence of the person's latest message at or below `below`, 0 for none. */
  ownLastPost(room: RoomId, person: PersonId, below: Seq): Seq
  personalHead(person: PersonId): Seq
  /** The values set after `after`, by sequence, at most `limit`. */
  personalItems(person: PersonId, after: Seq, limit: number): PersonalItem[]
  mark(person: PersonId, room: RoomId): ReadMark
  person(id: PersonId): Person | null
  /** By handle (no `@`) or e-mail address, case-blind. */
  findPerson(query: string): Person | null
  /** Everyone who has an account or came with an import. */
  countPeople(): number
  /** Work due up to `until`, the earliest first, at most `limit`. */
  due(until: Instant, limit: number): DueWork[]
  file(id: FileId): StoredFile | null
  /** Those of `hashes` under which some file keeps its bytes or its small picture. */
  usedHashes(hashes: readonly FileHash[]): FileHash[]
  /** Files that nobody refers to, made before `before`, at most `limit`. */
  unusedFiles(before: Instant, limit: number): StoredFile[]
}

/**
 * The server's storage. Adapters: `memory-store.ts`, `sqlite/`. Each passes the contract suite. `commit` decides every
 * submission in order with `decide` (../decide/), writes all of them in one transaction, and resolves when that is durable.
 * It rejects with a `StorageError` when the storage failed; then nothing was written, and the caller answers with a
 * transient code. Refusals of one submission do not touch the others. The same batch may be handed in again: resends get the
 * first answer.
 */
export type Store = {
  lineage: Lineage
  commit(batch: readonly Submission[]): Promise<Committed>
  read: Reads
  close(): void
}
