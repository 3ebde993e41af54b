import type { ExportItem, ExportNotes, ExportRoom, SkipReason } from './events.ts'
import { readLists, workspaceKey } from './export-lists.ts'
import { layOut } from './export-layout.ts'
import { parseJson } from './json.ts'
import { People } from './people.ts'
import type { ChooseHandle } from './people.ts'
import { RoomReader, timed } from './room-reader.ts'
import type { TimedRecord } from './room-reader.ts'
import { Rooms } from './rooms.ts'
import { SlackExportError } from './source.ts'
import type { ExportSource, SourceFile } from './source.ts'

export type ReadOptions = {
  /** Lets the writer keep handles unique on its server; asked once a person, before any text names them. */
  chooseHandle?: ChooseHandle
}

/**
 * Everything an export holds, as a stream: first all listed people, then room by room (in order of folder names) the
 * room and its records. One file is in memory at a time; within a file records are in order of time, files in order of
 * their days. Every record of every file becomes one message, tombstone or system event, or one `skipped` with its
 * reason; a file that cannot be read counts as one. Throws `SlackExportError` only when this is no export at all.
 */
export async function* readSlackExport(
  source: ExportSource,
  { chooseHandle = (_, wanted) => wanted }: ReadOptions = {},
): AsyncGenerator<ExportItem, void, void> {
  const layout = layOut(source.files)
  if (!layout)
    throw new SlackExportError('not-an-export', 'no users.json, channels.json or day files')
  const lists = await readLists(source, layout)
  const workspace = workspaceKey(lists)
  const people = new People(workspace, chooseHandle)
  const rooms = new Rooms(workspace, lists.rooms, layout.rooms.keys())
  const notes: ExportNotes = {
    repliesWithoutFirst: 0,
    reactionsWithoutPerson: 0,
    listEntriesWithoutId: lists.entriesWithoutId,
    brokenLists: lists.broken,
  }
  const withoutFolder = rooms.withoutFolder()
  const files = [...layout.rooms.values()].flat()
  yield {
    type: 'start',
    workspace,
    rooms: layout.rooms.size + withoutFolder.length,
    files: files.length,
    bytes: files.reduce((sum, { file }) => sum + file.bytes, 0),
  }
  for (const user of lists.users) people.declare(user)
  yield* people.drain()
  for (const { file, reason } of layout.notRead) yield { type: 'not-read', reason, path: file.path }
  for (const { file, reason } of layout.skipped) yield { type: 'skipped', reason, path: file.path }
  for (const room of withoutFolder) yield* announce(room, people)
  for (const [folder, days] of layout.rooms) {
    const room = rooms.ofFolder(folder)
    yield* announce(room, people)
    const reader = new RoomReader({ workspace, roomKey: room.key, people, rooms, notes })
    for (const { file, isDay } of days) yield* readFile({ source, file, isDay, reader, people })
  }
  yield { type: 'end', notes }
}

/** The room's people come first: a member or creator may be no one users.json knows. */
function* announce(room: ExportRoom, people: People): Generator<ExportItem> {
  for (const key of room.memberKeys) people.handle(key)
  if (room.creatorKey !== null) people.handle(room.creatorKey)
  yield* people.drain()
  yield room
}

async function* readFile(from: {
  source: ExportSource
  file: SourceFile
  isDay: boolean
  reader: RoomReader
  people: People
}): AsyncGenerator<ExportItem, void, void> {
  const { path, bytes } = from.file
  const records = await readRecords(from.source, from.file, from.isDay)
  if (typeof records === 'string') yield { type: 'skipped', reason: records, path }
  else
    for (const record of records) {
      const event = from.reader.read(record)
      yield* from.people.drain()
      yield typeof event === 'string' ? { type: 'skipped', reason: event, path } : event
    }
  yield { type: 'file-done', path, bytes }
}

/** The records of one file in order of time (those without one first), or why there are none. */
async function readRecords(
  source: ExportSource,
  file: SourceFile,
  isDay: boolean,
): Promise<TimedRecord[] | SkipReason> {
  const read = await source.read(file)
  if (!read.ok) return read.reason
  if (read.text.trim() === '') return 'empty-file'
  const json = parseJson(read.text)
  if (json === undefined) return 'invalid-json'
  const list = messagesOf(json)
  if (!isDay && !list?.some(looksLikeMessage)) return 'not-a-day-file'
  if (!list) return 'not-a-list'
  const micros = (record: TimedRecord) => record.time?.micros ?? 0
  return list.map(timed).toSorted((a, b) => micros(a) - micros(b))
}

/** A list, or what some tools write: `{ "messages": [...] }`. */
function messagesOf(json: unknown): unknown[] | null {
  if (Array.isArray(json)) return json as unknown[]
  const inner =
    typeof json === 'object' && json !== null && 'messages' in json ? json.messages : null
  return Array.isArray(inner) ? (inner as unknown[]) : null
}

function looksLikeMessage(record: unknown): boolean {
  return (
    typeof record === 'object' &&
    record !== null &&
    'ts' in record &&
    ('text' in record || 'blocks' in record || 'subtype' in record)
  )
}
