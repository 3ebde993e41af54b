import type { EntryId, Person, PersonalKind, RoomId, Seq } from '@parley/protocol'
import type { Values } from '../cache/value-index.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { Direction } from '../history/history.ts'
import type { Live, LiveKey } from '../live/live.ts'
import type { Queue } from '../outbox/queue.ts'
import type { Author } from '../overlay/entry-of.ts'
import type { ConnectionState } from './views.ts'

/** What the named reads read. */
export type QueryContext = {
  cache: CacheWriter
  queue: Queue
  live: Live
  author: Author
  durable: boolean
  /** The person's values of a kind, what is queued laid over. */
  values<K extends PersonalKind>(kind: K): Values<K>
  connection(): ConnectionState
  /** Nothing more can be stored of what comes. */
  isFull(): boolean
  /** Someone by id, with an empty name when not known here. */
  person(id: Person['id']): Person
}

/** What has to be touched for a result to be worked out anew. */
export type QueryKey =
  | 'status'
  | 'rooms'
  | 'people'
  | 'outbox'
  | 'drafts'
  | `room:${RoomId}`
  | `items:${RoomId}`
  | `values:${PersonalKind}`
  | LiveKey

/** What a window shows and the cache does not hold. */
export type Need =
  | { kind: 'history'; room: RoomId; edge: Seq; direction: Direction }
  | { kind: 'items'; room: RoomId; ids: EntryId[] }

export type Computed<T> = { result: T; keys: readonly QueryKey[]; needs?: readonly Need[] }
