import type { Seq } from '../ids.ts'
import type { ReadMark } from './log.ts'

export const unmarked: ReadMark = { upTo: 0, unreadAt: null, version: 0 }

/**
 * The sequence past which messages count as unread (SPEC U1): the mark, or the person's own last post when that is further
 * and not older than a "mark as unread" by hand.
 */
export function readUpTo(mark: ReadMark, ownLastPost: Seq): Seq {
  const ownCounts = mark.unreadAt === null || ownLastPost > mark.unreadAt
  return ownCounts ? Math.max(mark.upTo, ownLastPost) : mark.upTo
}

/** The mark after reading up to `upTo`, or null when that changes nothing. */
export function markRead(mark: ReadMark, upTo: Seq, base: number): ReadMark | null {
  if (mark.unreadAt === null ? upTo <= mark.upTo : base < mark.version) return null
  return { upTo: Math.max(mark.upTo, upTo), unreadAt: null, version: mark.version + 1 }
}

/** The mark after the person called the item at `from` unread; null when it was decided on an older mark made by hand. */
export function markUnread(mark: ReadMark, from: Seq, head: Seq, base: number): ReadMark | null {
  if (mark.unreadAt !== null && base < mark.version) return null
  return { upTo: Math.max(0, from - 1), unreadAt: head, version: mark.version + 1 }
}
