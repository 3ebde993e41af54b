import { isDeepStrictEqual } from 'node:util'
import { foldMessage, itemOf, itemSchema, type MessageItem } from '@parley/protocol'
import type Database from 'better-sqlite3'
import { entryColumns, entryOf, jsonOf, type EntryRow } from './rows.ts'

type Located = EntryRow & { room: number }

/**
 * Every message that was changed is what its entries fold to, and every other is as it was posted (SPEC L10). The entries
 * come by message, sorted by SQLite, so one message is in memory at a time.
 */
export function checkMessages(sqlite: Database.Database): { messages: number; faults: string[] } {
  const count = (where: string) =>
    sqlite.prepare<[], number>(`SELECT count(*) FROM entries WHERE ${where}`).pluck().get() ?? 0
  const messages = count(`kind = 'message.posted'`)
  const faults: string[] = []
  const changes = sqlite.prepare<[], Located>(
    `SELECT room, ${entryColumns} FROM entries WHERE target <> '' ORDER BY target, seq`,
  )
  const post = sqlite.prepare<[string], Located>(
    `SELECT room, ${entryColumns} FROM entries WHERE id = ? AND kind = 'message.posted'`,
  )
  let current: { row: Located; folded: MessageItem } | null = null
  let changed = 0
  const finish = () => {
    const fault = current && itemFault(current.row, current.folded)
    if (current && fault) faults.push(`Message ${current.row.id}: ${fault}`)
  }
  for (const row of changes.iterate()) {
    const target = row.target ?? ''
    if (current?.row.id !== target) {
      finish()
      current = posted(post.get(target))
      if (current) changed += 1
      else faults.push(`Message ${target}: an entry is about it, but it was never posted`)
    }
    const entry = entryOf(row)
    if (current && row.room !== current.row.room)
      faults.push(`Message ${target}: an entry of another room is about it`)
    else if (current && entry) current.folded = foldMessage(current.folded, entry)
  }
  finish()
  const touched = count('item IS NOT NULL OR changed_seq IS NOT NULL OR deleted <> 0')
  if (touched > changed)
    faults.push(
      `${touched - changed} messages differ from their post without an entry that says so`,
    )
  return { messages, faults }
}

function posted(row: Located | undefined): { row: Located; folded: MessageItem } | null {
  const entry = row && entryOf(row)
  const item = entry && itemOf(entry)
  return row && item?.kind === 'message' ? { row, folded: item } : null
}

function itemFault(row: Located, folded: MessageItem): string | null {
  const parsed = itemSchema.safeParse(row.item === null ? null : jsonOf(row.item))
  if (!parsed.success) return 'its present state cannot be read'
  const stored = parsed.data
  if (stored.kind !== 'message' || !isDeepStrictEqual(stored, folded))
    return 'its present state is not what its entries say'
  const isDeleted = folded.deletedAt !== null
  if (row.changed_seq !== folded.changedSeq || (row.deleted === 1) !== isDeleted)
    return 'its columns are not what its entries say'
  return null
}
