import type {
  Entry,
  EntryBody,
  ErrorCode,
  FileId,
  Instant,
  MessageId,
  Person,
  PersonalValue,
  PersonId,
  RoomId,
} from '@parley/protocol'
import type { DueWork } from './due.ts'
import type { StoredFile } from '../files/file.ts'
import type { Context, RoomFact } from './facts.ts'

/** One change to what is stored. `drop: 'texts'` empties the words of a message in every entry that holds them. */
export type Write =
  | { do: 'append'; room: RoomId; entry: Entry }
  | { do: 'put-personal'; person: PersonId; value: PersonalValue }
  | { do: 'put-person'; person: Person; email: string | null }
  | { do: 'put-file'; file: StoredFile }
  | { do: 'drop-file'; file: FileId }
  | { do: 'drop-texts'; room: RoomId; message: MessageId }
  | { do: 'put-due'; work: DueWork }
  | { do: 'drop-due'; id: string }

/** `answer`: whose sequence the ack carries: the entry's, the personal value's, or 0. */
export type Decision =
  | { kind: 'refuse'; code: ErrorCode }
  | { kind: 'accept'; answer: 'entry' | 'personal' | 'nothing'; writes: Write[] }

export function refuse(code: ErrorCode): Decision {
  return { kind: 'refuse', code }
}

/** Done already: the answer is yes and nothing is written. */
export const unchanged: Decision = { kind: 'accept', answer: 'nothing', writes: [] }

/** The entry that comes next in a room's log, the room's clock never running backwards (SPEC L1, L3). */
export function nextEntry(room: RoomFact | null, { id, by, at }: Context, body: EntryBody): Entry {
  const lastAt: Instant = room?.lastAt ?? 0
  return { seq: (room?.head ?? 0) + 1, id, at: Math.max(at, lastAt), by, body }
}
