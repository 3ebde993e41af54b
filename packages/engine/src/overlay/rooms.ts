import {
  foldMessage,
  foldRoom,
  isValueCommand,
  readUpTo,
  roomOfCommand,
  targetOf,
  type HoleCount,
  type MessageItem,
  type ReadMark,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import { isHeld } from '../apply/changes.ts'
import { previewOf, spokenText } from '../apply/summary.ts'
import type { Delivery } from '../queries/views.ts'
import type { CachedRoom, OutboxRow, Preview } from '../store/port.ts'
import { entryOf, type Author } from './entry-of.ts'
import { markAfter } from './marks.ts'
import { deliveryOf } from './talk.ts'

/** A room as it will be once what is queued is through. */
export type ShownRoom = {
  room: CachedRoom
  readUpTo: Seq
  /** With what is queued. */
  mark: ReadMark
  failed: boolean
  /** Not `sent` while the room itself is not on the server. */
  delivery: Delivery
}

/** The queued rows by the room they are about, marks among them; the person's values have an overlay of their own. */
export function byRoom(rows: readonly OutboxRow[]): Map<RoomId, OutboxRow[]> {
  const rooms = new Map<RoomId, OutboxRow[]>()
  for (const row of rows) {
    const room = roomOfCommand(row.command.body)
    if (room === null || isValueCommand(row.command.body)) continue
    const known = rooms.get(room)
    if (known) known.push(row)
    else rooms.set(room, [row])
  }
  return rooms
}

/**
 * `count`: unread past a sequence, asked only when the mark differs from the cached one. Null: neither held nor being
 * created.
 */
export function shownRoom(
  id: RoomId,
  cached: CachedRoom | null,
  rows: readonly OutboxRow[],
  author: Author,
  count: (from: Seq) => HoleCount,
): ShownRoom | null {
  const held = isHeld(cached)
  // Nearly every room of a list of thousands.
  if (held && rows.length === 0)
    return {
      room: cached,
      readUpTo: readUpTo(cached.mark, cached.ownLastPost),
      mark: cached.mark,
      failed: false,
      delivery: { kind: 'sent' },
    }
  const create = rows.find((row) => row.command.body.kind === 'room.create')
  if (!held && !create) return null
  const standing = rows.filter((row) => row.state.kind !== 'failed' || (row === create && !held))
  let room = held ? cached : unsentRoom(id)
  const made = !room.state && create
  for (const row of standing) room = withRow(room, row, author, made === row)
  const mark = markAfter(room, id, rows)
  const read = readWithPosts(room, standing, readUpTo(mark, room.ownLastPost))
  if (cached && read !== readUpTo(cached.mark, cached.ownLastPost))
    room = { ...room, ...(read >= (room.cursor?.seq ?? 0) ? nothing : count(read)) }
  return {
    room,
    readUpTo: read,
    mark,
    failed: rows.some((row) => row.state.kind === 'failed'),
    delivery: made && create ? deliveryOf(create) : { kind: 'sent' },
  }
}

const nothing: HoleCount = { unread: 0, mentions: 0 }

function withRow(room: CachedRoom, row: OutboxRow, author: Author, creates: boolean): CachedRoom {
  const entry = entryOf(row.command, row.queuedAt, author)
  if (!entry) return room
  switch (entry.body.kind) {
    case 'message.posted':
      return {
        ...room,
        lastAt: Math.max(room.lastAt, row.queuedAt),
        preview: {
          item: row.command.id,
          seq: null,
          by: author.me.id,
          at: row.queuedAt,
          text: spokenText(entry.body),
          deleted: false,
        },
      }
    case 'room.created':
      if (!creates) return room
      return {
        ...room,
        state: foldRoom(room.id, null, entry),
        lastAt: Math.max(room.lastAt, row.queuedAt),
      }
    default:
      return {
        ...room,
        preview:
          room.preview && targetOf(entry) === room.preview.item
            ? previewAfter(room.preview, entry)
            : room.preview,
        // What becomes of a message may concern the room too: it may be pinned.
        state: room.state && foldRoom(room.id, room.state, entry),
      }
  }
}

function previewAfter(preview: Preview, entry: Parameters<typeof foldMessage>[1]): Preview {
  const item: MessageItem = {
    kind: 'message',
    seq: preview.seq ?? 0,
    id: preview.item,
    at: preview.at,
    by: preview.by,
    text: preview.text,
    replyTo: null,
    mentions: { people: [], everyone: false },
    editedAt: null,
    deletedAt: preview.deleted ? preview.at : null,
    reactions: [],
    changedSeq: 0,
  }
  return previewOf(foldMessage(item, entry)) ?? preview
}

/** Writing counts as reading (SPEC U1), also before the server has it; not when "mark as unread" came after. */
function readWithPosts(room: CachedRoom, rows: readonly OutboxRow[], read: Seq): Seq {
  const last = (...kinds: string[]) =>
    rows.findLastIndex((row) => kinds.includes(row.command.body.kind))
  const posted = last('message.post', 'message.forward')
  return posted >= 0 && posted > last('read.unmark') ? Math.max(read, room.cursor?.seq ?? 0) : read
}

function unsentRoom(id: RoomId): CachedRoom {
  return {
    id,
    epoch: 0,
    state: null,
    cursor: null,
    lastAt: 0,
    mark: { upTo: 0, unreadAt: null, version: 0 },
    ownLastPost: 0,
    unread: 0,
    mentions: 0,
    preview: null,
  }
}
