import type { Draft, KeptMessage, OutboxRow, OutboxState } from '@parley/engine'
import {
  commandIdSchema,
  commandSchema,
  entryIdSchema,
  errorCodeSchema,
  roomIdSchema,
} from '@parley/protocol'
import type { Driver } from '../driver.ts'
import { nothing, type Salvaged } from './outbox.ts'

/** How many rows in a row may be unreadable before the scan stops looking for the next readable one. */
const maxGap = 2_000

/**
 * Reads what can be read of a damaged outbox, row by row, from both ends and by number in between. A row counts only when it is
 * what the protocol allows: half a command is never sent. Nothing is written to the damaged file.
 */
export function salvage(driver: Driver): Salvaged {
  const [owner] = readable(driver, 'owner', 'one, device, last_order')
  const rows = readable(
    driver,
    'commands',
    'id, lane, place, body, after, queued_at, state, seq, code',
  )
  const drafts = readable(driver, 'drafts', 'room, text, reply_to, updated_at')
  const kept = readable(driver, 'kept', 'id, room, text, reply_to, at, seq')
  const sound = rows.flatMap((row) => outboxRow(row) ?? [])
  const [, device, lastOrder] = owner ?? []
  return {
    device: typeof device === 'string' ? device : nothing.device,
    lastOrder: Math.max(numberOf(lastOrder) ?? 0, ...sound.map(({ order }) => order)),
    rows: sound,
    drafts: drafts.flatMap((row) => draftOf(row) ?? []),
    kept: kept.flatMap((row) => keptOf(row) ?? []),
  }
}

function readable(driver: Driver, table: string, columns: string): unknown[][] {
  const found = new Map<number, unknown[]>()
  let broken = false
  /** Gives a reader of the row where `condition` holds for a number: its own number, or null when there is none or it is broken. */
  const reader = (condition: string) => {
    const sql = `select rowid, ${columns} from ${table} where rowid ${condition} limit 1`
    const statement = driver.prepare(sql).raw()
    return (rowid: number): number | null => {
      try {
        const row = statement.get(rowid)
        if (!Array.isArray(row)) return null
        const [key, ...values] = row as [number, ...unknown[]]
        found.set(key, values)
        return key
      } catch {
        broken = true
        return null
      }
    }
  }
  const scan = (next: (rowid: number) => number | null, from: number): number => {
    for (let at = from; ;) {
      const key = next(at)
      if (key === null) return at
      at = key
    }
  }
  try {
    const first = scan(reader('> ? order by rowid'), 0)
    if (!broken) return [...found.values()]
    const last = scan(reader('< ? order by rowid desc'), Number.MAX_SAFE_INTEGER)
    const end = last === Number.MAX_SAFE_INTEGER ? first + maxGap : last
    const exact = reader('= ?')
    for (let rowid = first + 1; rowid < end; rowid += 1) exact(rowid)
  } catch {
    // Not even the names of the tables can be read.
    return []
  }
  return [...found].toSorted(([one], [other]) => one - other).map(([, row]) => row)
}

function outboxRow(row: unknown[]): OutboxRow | null {
  const [id, lane, order, body, after, queuedAt, kind, seq, code] = row
  const command = commandSchema.safeParse({ id, body: parsed(body) })
  const needs = commandIdSchema.array().safeParse(parsed(after))
  const state = stateOf(kind, seq, code)
  const place = numberOf(order)
  const at = numberOf(queuedAt)
  if (!command.success || !needs.success || !state || typeof lane !== 'string') return null
  if (place === null || at === null) return null
  return { command: command.data, lane, order: place, after: needs.data, queuedAt: at, state }
}

function stateOf(kind: unknown, seq: unknown, code: unknown): OutboxState | null {
  if (kind === 'queued' || kind === 'transmitted') return { kind }
  const place = numberOf(seq)
  if (kind === 'acked') return place === null ? null : { kind, seq: place }
  const known = errorCodeSchema.safeParse(code)
  return kind === 'failed' && known.success ? { kind, code: known.data } : null
}

function draftOf([room, text, replyTo, updatedAt]: unknown[]): Draft | null {
  const where = roomIdSchema.safeParse(room)
  const quoted = entryIdSchema.nullable().safeParse(replyTo)
  if (!where.success || typeof text !== 'string') return null
  return {
    room: where.data,
    text,
    replyTo: quoted.success ? quoted.data : null,
    updatedAt: numberOf(updatedAt) ?? 0,
  }
}

function keptOf([id, room, text, replyTo, at, seq]: unknown[]): KeptMessage | null {
  const key = entryIdSchema.safeParse(id)
  const where = roomIdSchema.safeParse(room)
  const quoted = entryIdSchema.nullable().safeParse(replyTo)
  if (!key.success || !where.success || typeof text !== 'string') return null
  return {
    id: key.data,
    room: where.data,
    text,
    replyTo: quoted.success ? quoted.data : null,
    at: numberOf(at) ?? 0,
    seq: numberOf(seq) ?? 0,
  }
}

const numberOf = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : null

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}
