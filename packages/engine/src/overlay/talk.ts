import {
  foldMessage,
  itemOf,
  targetOf,
  type Entry,
  type EntryId,
  type MessageItem,
  type RoomId,
} from '@parley/protocol'
import type { Delivery } from '../queries/views.ts'
import type { OutboxRow } from '../store/port.ts'
import { entryOf, type Author } from './entry-of.ts'

export type Shown = { item: MessageItem; delivery: Delivery }

/** What is queued in one room's talk, over what the cache holds of it. Nothing of it is ever written there. */
export type TalkOverlay = {
  /** A cached message as it will be. */
  over(item: MessageItem): Shown
  /** Queued messages that are not among the cached ones, in the order they were written. */
  posts(isCached: (id: EntryId) => boolean): Shown[]
}

export function talkOverlay(room: RoomId, rows: readonly OutboxRow[], author: Author): TalkOverlay {
  const posted: { row: OutboxRow; item: MessageItem }[] = []
  const about = new Map<EntryId, { row: OutboxRow; entry: Entry }[]>()
  for (const row of rows) {
    if (row.lane !== room) continue
    const entry = entryOf(row.command, row.queuedAt, author)
    const target = entry && targetOf(entry)
    if (!entry) continue
    if (target) about.set(target, [...(about.get(target) ?? []), { row, entry }])
    else if (entry.body.kind === 'message.posted') {
      const item = itemOf({ ...entry, seq: 0 })
      if (item?.kind === 'message') posted.push({ row, item })
    }
  }
  const over = (item: MessageItem): Shown => {
    let shown = item
    let delivery: Delivery = { kind: 'sent' }
    for (const { row, entry } of about.get(item.id) ?? []) {
      const visible = entry.body.kind !== 'reaction.changed'
      if (row.state.kind === 'failed') {
        if (visible) delivery = deliveryOf(row)
        continue
      }
      if (visible && delivery.kind === 'sent') delivery = deliveryOf(row)
      // One past what is known, so that the fold takes it; `changedSeq` itself stays what the server said.
      const folded = foldMessage(shown, { ...entry, seq: shown.changedSeq + 1 })
      shown = { ...folded, changedSeq: item.changedSeq }
    }
    return { item: shown, delivery }
  }
  return {
    over,
    posts: (isCached) =>
      posted
        .filter(({ item }) => !isCached(item.id))
        .map(({ row, item }) => ({ item: over(item).item, delivery: deliveryOf(row) })),
  }
}

export function deliveryOf(row: OutboxRow): Delivery {
  switch (row.state.kind) {
    case 'queued':
    case 'transmitted':
      return { kind: 'queued' }
    case 'acked':
      return { kind: 'sent' }
    case 'failed': {
      const { id, body } = row.command
      const text = 'text' in body ? body.text : null
      return { kind: 'failed', code: row.state.code, command: id, text }
    }
  }
}
