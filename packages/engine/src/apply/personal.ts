import { unmarked, type PersonalItem, type PersonId, type RoomId, type Seq } from '@parley/protocol'
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
  for (const item of page.items)
    if (item.seq > meta.personalCursor) applyItem(tx, changes, me, item)
  const next = { ...meta, personalCursor: page.to }
  tx.putMeta(next)
  changes.meta = next
  return 'applied'
}

function applyItem(tx: CacheTx, changes: Changes, me: PersonId, item: PersonalItem): void {
  if (item.kind === 'me') {
    changes.people = true
    return
  }
  const room = tx.room(item.room) ?? unheldRoom(item.room)
  switch (item.kind) {
    case 'membership':
      if (item.value === null) loseRoom(tx, changes, item.room)
      else if (room.epoch !== item.value.epoch) {
        // Another epoch purges what was cached (SPEC X2); the person's own values are no part of it.
        if (isHeld(room)) purge(tx, changes, item.room)
        putRoom(tx, changes, {
          ...unheldRoom(item.room),
          ...ownValues(room),
          epoch: item.value.epoch,
        })
        changes.behind.add(item.room)
      }
      return
    case 'read': {
      putRoom(tx, changes, summarised(tx, me, { ...room, mark: item.value }))
      if (room.cursor) changes.recount.add(item.room)
      return
    }
    case 'favourite':
      putRoom(tx, changes, { ...room, favourite: item.value })
  }
}

/** Forgets a room the person is not in any more, but for their own values: those come back with them (`isHeld`). */
export function loseRoom(tx: CacheTx, changes: Changes, id: RoomId): void {
  const room = tx.room(id)
  changes.lost.add(id)
  if (!room) return
  purge(tx, changes, id)
  putRoom(tx, changes, { ...unheldRoom(id), ...ownValues(room) })
}

function purge(tx: CacheTx, changes: Changes, id: RoomId): void {
  tx.dropRoom(id)
  changes.items.add(id)
  changes.people = true
}

function ownValues(room: CachedRoom): Pick<CachedRoom, 'mark' | 'favourite'> {
  return { mark: room.mark, favourite: room.favourite }
}

function unheldRoom(id: RoomId): CachedRoom {
  return {
    id,
    epoch: 0,
    state: null,
    cursor: null,
    lastAt: 0,
    mark: unmarked,
    favourite: false,
    ownLastPost: 0,
    unread: 0,
    mentions: 0,
    preview: null,
  }
}
