import { readUpTo, type Item, type MessageItem, type PersonId } from '@parley/protocol'
import { countOf } from '../ranges/holes.ts'
import type { CachedRoom, CacheTx, Preview } from '../store/port.ts'
import { endless } from './changes.ts'

/** A list shows one line of it. */
const previewChars = 300

/** The room with everything that follows from its items, holes and mark worked out anew (SPEC U1). */
export function summarised(tx: CacheTx, me: PersonId, room: CachedRoom): CachedRoom {
  const read = readUpTo(room.mark, room.ownLastPost)
  const cached = tx.countUnread(room.id, me, read, endless)
  const holes = countOf(tx.holes(room.id), read)
  const latest = tx.latestMessage(room.id)
  return {
    ...room,
    unread: cached.unread + holes.unread,
    mentions: cached.mentions + holes.mentions,
    preview: latest && previewOf(latest),
    lastAt: Math.max(room.lastAt, latest?.at ?? 0, room.state?.createdAt ?? 0),
  }
}

/** A message's words; those it passes on where it has none of its own. */
export function spokenText({ text, forwarded }: Pick<MessageItem, 'text' | 'forwarded'>): string {
  return text === '' && forwarded ? forwarded.text : text
}

export function previewOf(item: Item): Preview | null {
  if (item.kind !== 'message') return null
  return {
    item: item.id,
    seq: item.seq,
    by: item.by,
    at: item.at,
    text: spokenText(item).slice(0, previewChars),
    deleted: item.deletedAt !== null,
  }
}
