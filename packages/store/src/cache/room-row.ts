import type { EntryId, Contract, Member, PersonId, Pin, RoomId, RoomKind } from '@parley/protocol'
import type { CachedRoom } from '@parley/engine'

/** A row of `rooms`, in the order of `roomColumns`. */
export type RoomRow = [
  key: number,
  id: RoomId,
  epoch: number,
  kind: RoomKind | null,
  title: string | null,
  topic: string | null,
  contractTitle: string | null,
  contractStatus: Contract['status'] | null,
  createdAt: number | null,
  createdBy: PersonId | null,
  cursorSeq: number | null,
  cursorId: EntryId | null,
  lastAt: number,
  markUpTo: number,
  markUnreadAt: number | null,
  markVersion: number,
  ownLastPost: number,
  unread: number,
  mentions: number,
  previewItem: EntryId | null,
  previewBy: PersonId | null,
  previewAt: number | null,
  previewText: string | null,
  previewDeleted: number | null,
  pins: string | null,
  previewSeq: number | null,
]
export const roomColumns = [
  'key',
  'id',
  'epoch',
  'kind',
  'title',
  'topic',
  'contract_title',
  'contract_status',
  'created_at',
  'created_by',
  'cursor_seq',
  'cursor_id',
  'last_at',
  'mark_up_to',
  'mark_unread_at',
  'mark_version',
  'own_last_post',
  'unread',
  'mentions',
  'preview_item',
  'preview_by',
  'preview_at',
  'preview_text',
  'preview_deleted',
  'pins',
  'preview_seq',
]

export function roomOfRow(row: RoomRow, members: Member[]): CachedRoom {
  const contractTitle = row[6]
  const contractStatus = row[7]
  const cursorId = row[11]
  return {
    id: row[1],
    epoch: row[2],
    state:
      row[3] === null
        ? null
        : {
            id: row[1],
            kind: row[3],
            title: row[4] ?? '',
            topic: row[5] ?? '',
            contract:
              contractTitle === null || contractStatus === null
                ? null
                : { title: contractTitle, status: contractStatus },
            createdAt: row[8] ?? 0,
            // Set whenever `kind` is: both are written from one state.
            createdBy: row[9] as PersonId,
            members,
            pins: row[24] === null ? [] : (JSON.parse(row[24]) as Pin[]),
          },
    cursor: cursorId === null ? null : { seq: row[10] ?? 0, id: cursorId },
    lastAt: row[12],
    mark: { upTo: row[13], unreadAt: row[14], version: row[15] },
    ownLastPost: row[16],
    unread: row[17],
    mentions: row[18],
    preview:
      row[19] === null
        ? null
        : {
            item: row[19],
            seq: row[25],
            by: row[20] as PersonId,
            at: row[21] ?? 0,
            text: row[22] ?? '',
            deleted: row[23] === 1,
          },
  }
}

export function rowOfRoom(key: number, room: CachedRoom): RoomRow {
  const { state, cursor, mark, preview } = room
  return [
    key,
    room.id,
    room.epoch,
    state?.kind ?? null,
    state?.title ?? null,
    state?.topic ?? null,
    state?.contract?.title ?? null,
    state?.contract?.status ?? null,
    state?.createdAt ?? null,
    state?.createdBy ?? null,
    cursor?.seq ?? null,
    cursor?.id ?? null,
    room.lastAt,
    mark.upTo,
    mark.unreadAt,
    mark.version,
    room.ownLastPost,
    room.unread,
    room.mentions,
    preview?.item ?? null,
    preview?.by ?? null,
    preview?.at ?? null,
    preview?.text ?? null,
    preview ? (preview.deleted ? 1 : 0) : null,
    state && state.pins.length > 0 ? JSON.stringify(state.pins) : null,
    preview?.seq ?? null,
  ]
}
