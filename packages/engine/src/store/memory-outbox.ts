import type { CommandId, EntryId, RoomId } from '@parley/protocol'
import { dropFrom, inMemory, setIn, type Guard, type Journal } from './journal.ts'
import type { Draft, KeptMessage, Outbox, OutboxRow, OutboxTx } from './port.ts'

export type OutboxContent = {
  rows: Map<CommandId, OutboxRow>
  highestOrder: number
  drafts: Map<RoomId, Draft>
  kept: Map<EntryId, KeptMessage>
  device: string | null
}

export function emptyOutbox(): OutboxContent {
  return { rows: new Map(), highestOrder: 0, drafts: new Map(), kept: new Map(), device: null }
}

export function openMemoryOutbox(
  content: OutboxContent,
  { close, ...guard }: Guard & { close(): void },
): Outbox {
  return { tx: (fn) => inMemory(guard, (journal) => fn(transaction(content, journal))), close }
}

function transaction(content: OutboxContent, journal: Journal): OutboxTx {
  return {
    rows: () => [...content.rows.values()].toSorted((one, other) => one.order - other.order),
    row: (id) => content.rows.get(id) ?? null,
    put(row) {
      const former = content.highestOrder
      journal.undo(() => (content.highestOrder = former))
      content.highestOrder = Math.max(former, row.order)
      setIn(journal, content.rows, row.command.id, row)
    },
    drop: (id) => dropFrom(journal, content.rows, id),
    nextOrder: () => content.highestOrder + 1,
    draft: (room) => content.drafts.get(room) ?? null,
    drafts: () => [...content.drafts.values()],
    putDraft: (draft) => setIn(journal, content.drafts, draft.room, draft),
    dropDraft: (room) => dropFrom(journal, content.drafts, room),
    kept: () => [...content.kept.values()],
    keep: (message) => setIn(journal, content.kept, message.id, message),
    dropKept: (id) => dropFrom(journal, content.kept, id),
    device: () => content.device,
    putDevice(device) {
      const former = content.device
      journal.undo(() => (content.device = former))
      content.device = device
    },
  }
}
