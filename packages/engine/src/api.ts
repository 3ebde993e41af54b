import type {
  Command,
  CommandId,
  EntryId,
  ErrorCode,
  Person,
  PersonId,
  RoomId,
  Seq,
  Version,
} from '@parley/protocol'
import type { Difference, Query } from './queries/views.ts'

/** What happened to commands handed in. `stored` false: this browser keeps nothing, they live until the page closes. */
export type Enqueued = { stored: boolean }

/**
 * The engine as the interface sees it, over birpc from a page (Worker or utility process). All arguments and results are
 * plain JSON. A subscription's differences come by `EngineEvents.difference`.
 */
export type EngineApi = {
  /** `id` is made by the caller, unique on its connection. */
  subscribe(id: number, query: Query): Promise<void>
  unsubscribe(id: number): Promise<void>
  /** Ids are made by the caller and handing in the same id again changes nothing. Resolves once on disk (P-4). */
  enqueue(commands: readonly { command: Command; after: readonly CommandId[] }[]): Promise<Enqueued>
  /** A failed command again, as a new command with `id`. */
  retry(failed: CommandId, id: CommandId): Promise<void>
  /** Drops a queued or failed command and what depends on it; false when it may have left already. */
  discard(command: CommandId): Promise<boolean>
  /** Another text for a queued or failed message; false when it may have left already (then an edit is the way). */
  rewrite(command: CommandId, text: string): Promise<boolean>
  saveDraft(room: RoomId, draft: { text: string; replyTo: EntryId | null } | null): Promise<void>
  /** What the person looks at now: marks go there, typing and presence come from there. */
  look(rooms: readonly RoomId[], people: readonly PersonId[]): Promise<void>
  typing(room: RoomId, on: boolean): Promise<void>
  active(active: boolean): Promise<void>
  /** The item itself, fetched when it is not cached; null when it does not exist. Gives its sequence to jump to. */
  locate(room: RoomId, id: EntryId): Promise<number | null>
  /**
   * What a message said before it was edited, newest first, a page at a time: pass `next` as `before` for older ones. Needs the
   * server. `message-deleted`: its words are gone.
   */
  versions(room: RoomId, message: EntryId, before: Seq | null): Promise<VersionsFound>
  /** Someone by handle or e-mail address: needs the server. */
  findPerson(query: string): Promise<{ person: Person | null } | { code: ErrorCode | 'offline' }>
  /** Tries to connect at once instead of waiting out the back-off. */
  connectNow(): Promise<void>
  /** Ends the engine: `keep` leaves the queue on disk; with `discard` the host removes both files. */
  close(queue: 'keep' | 'discard'): Promise<void>
}

/** `next` null: the first version, the post, is among these. */
export type VersionsFound =
  | { versions: Version[]; next: Seq | null }
  | { code: ErrorCode | 'offline' }

export type EngineEvents = {
  difference(id: number, difference: Difference): void
}
