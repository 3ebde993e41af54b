import {
  unmarked,
  type PersonalItem,
  type PersonalValueItem,
  type PersonId,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import type { CachedRoom, CacheTx } from '../store/port.ts'
import { isHeld, putRoom, type Changes } from './changes.ts'
import { summarised } from './summary.ts'

export type PersonalPage = { from: Seq; to: Seq; items: readonly PersonalItem[] }

/** A part of the personal log onto the cache. `gap`: it does not follow what is known; nothing was changed. */
export function applyPersonal(
  tx: CacheTx,
  changes: Changes,
  me: PersonId,
  page: PersonalPage,
): 'applied' | 'known' | 'gap' {
  const meta = tx.meta()
  if (page.from > meta.personalCursor) return 'gap'
  if (page.to <= meta.personalCursor) return 'known'
  const fresh = page.items.filter((item) => item.seq > meta.personalCursor)
  for (const item of fresh) applyItem(tx, changes, me, item)
  const profile = fresh.findLast((item) => item.kind === 'me')?.value ?? meta.profile
  const next = { ...meta, personalCursor: page.to, profile }
  tx.putMeta(next)
  changes.meta = next
  return 'applied'
}

function applyItem(tx: CacheTx, changes: Changes, me: PersonId, item: PersonalItem): void {
  switch (item.kind) {
    case 'me':
      changes.people = true
      return
    case 'membership':
      return applyMembership(tx, changes, item)
    case 'read': {
      const room = tx.room(item.room) ?? unheldRoom(item.room)
      putRoom(tx, changes, summarised(tx, me, { ...room, mark: item.value }))
      if (room.cursor) changes.recount.add(item.room)
      return
    }
    default:
      applyValue(tx, changes, item)
  }
}

function applyMembership(
  tx: CacheTx,
  changes: Changes,
  { room: id, value }: Extract<PersonalItem, { kind: 'membership' }>,
): void {
  if (value === null) return loseRoom(tx, changes, id)
  const room = tx.room(id) ?? unheldRoom(id)
  if (room.epoch === value.epoch) return
  // Another epoch purges what was cached (SPEC X2); the person's own mark is no part of it.
  if (isHeld(room)) purge(tx, changes, id)
  putRoom(tx, changes, { ...unheldRoom(id), mark: room.mark, epoch: value.epoch })
  changes.behind.add(id)
}

/** Values stay whatever becomes of the room they are about: they are the person's own, and come back with it (SPEC O3). */
function applyValue(tx: CacheTx, changes: Changes, item: PersonalValueItem): void {
  changes.values.push(item)
  if (item.value === null) tx.dropValue(item.kind, item.subject)
  else tx.putValue(item)
}

/** Forgets a room the person is not in any more, but for their own mark: it comes back with them (`isHeld`). */
export function loseRoom(tx: CacheTx, changes: Changes, id: RoomId): void {
  const room = tx.room(id)
  changes.lost.add(id)
  if (!room) return
  purge(tx, changes, id)
  putRoom(tx, changes, { ...unheldRoom(id), mark: room.mark })
}

function purge(tx: CacheTx, changes: Changes, id: RoomId): void {
  tx.dropRoom(id)
  changes.items.add(id)
  changes.people = true
}

function unheldRoom(id: RoomId): CachedRoom {
  return {
    id,
    epoch: 0,
    state: null,
    cursor: null,
    lastAt: 0,
    mark: unmarked,
    ownLastPost: 0,
    unread: 0,
    mentions: 0,
    preview: null,
  }
}
