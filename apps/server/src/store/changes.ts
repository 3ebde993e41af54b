import type {
  CommandId,
  ErrorCode,
  FileId,
  Instant,
  MessageId,
  PersonId,
  RoomId,
  Seq,
} from '@parley/protocol'
import type { DueWork } from '../decide/due.ts'
import type { MessageFact, PersonFact, RoomFact } from '../decide/facts.ts'
import type { StoredFile } from '../files/file.ts'
import type { Appended, PersonalChange, Settled } from './port.ts'

/** The first answer a command got, and the payload it was given for (SPEC K3). */
export type Identity = { id: CommandId; by: PersonId; digest: string; settled: Settled }

/** The memory of a command that left no entry. Its refusal is forgotten after `limits.refusalDays` (SPEC K2). */
export type Receipt = {
  id: CommandId
  person: PersonId
  digest: string
  seq: Seq
  code: ErrorCode | null
  at: Instant
}

/** An entry to insert. `body` is its JSON; `messages` counts the room's posts up to and with it. */
export type NewEntry = Appended & { body: string; digest: string; messages: number }

/** All that a batch writes, each row once but for personal values, where the last of a key counts. */
export type Changes = {
  entries: NewEntry[]
  rooms: Map<RoomId, { before: RoomFact | null; after: RoomFact }>
  /** Messages that changed after they were posted, as they are now. */
  messages: Map<MessageId, MessageFact>
  /** Messages whose words have to go from every stored entry. */
  dropTexts: MessageId[]
  people: Map<PersonId, PersonFact>
  /** Null: dropped. */
  files: Map<FileId, StoredFile | null>
  personal: PersonalChange[]
  /** By id; null: done or taken back. */
  due: Map<string, DueWork | null>
  receipts: Receipt[]
}

/** What the commit loop reads. One call a kind of need and batch; what does not exist is left out of the answer. */
export type Loader = {
  /** What commands under these ids were answered, as far as their entries tell. */
  entryAnswers(ids: readonly CommandId[]): Identity[]
  receipts(asked: readonly { by: PersonId; id: CommandId }[]): Receipt[]
  rooms(ids: readonly RoomId[]): RoomFact[]
  messages(ids: readonly MessageId[]): MessageFact[]
  people(ids: readonly PersonId[]): PersonFact[]
  peopleByHandle(handles: readonly string[]): PersonFact[]
  peopleByEmail(emails: readonly string[]): PersonFact[]
  /** Values by person and `personalKey`. */
  personal(asked: readonly { person: PersonId; key: string }[]): PersonalChange[]
  due(ids: readonly string[]): DueWork[]
  personalHeads(people: readonly PersonId[]): { person: PersonId; seq: Seq }[]
  roomsOf(people: readonly PersonId[]): { person: PersonId; room: RoomId }[]
  files(ids: readonly FileId[]): StoredFile[]
}
