import {
  kindOfCommand,
  type CommandBody,
  type CommandId,
  type CommandOf,
  type Instant,
} from '@parley/protocol'
import type { OutboxRow } from '../store/port.ts'

/** Nothing a person waits for, or has to decide about when it is refused. */
export function isQuiet(body: CommandBody): boolean {
  return body.kind === 'read.mark' || kindOfCommand(body)?.quiet === true
}

/** Makes a message of the command's own id. */
export function isPost(body: CommandBody): body is CommandOf<'message.post' | 'message.forward'> {
  return body.kind === 'message.post' || body.kind === 'message.forward'
}

/** On its way: neither durable at the server nor refused. */
export function isPending(row: OutboxRow): boolean {
  return row.state.kind === 'queued' || row.state.kind === 'transmitted'
}

/**
 * What may leave now (SPEC K5): of each lane its first pending row, when nothing of the lane is under way, the lane is not
 * held, and everything it comes after is through. One at a time a lane, so that a transient refusal cannot let a later
 * command pass an earlier one; lanes do not wait for each other.
 */
export function sendable(
  rows: readonly OutboxRow[],
  standing: {
    inFlight: ReadonlySet<CommandId>
    heldUntil: ReadonlyMap<string, Instant>
    now: Instant
    window: number
  },
): OutboxRow[] {
  const pending = new Set(rows.filter(isPending).map((row) => row.command.id))
  // What was tried again stands before what may be under way.
  const seen = new Set(
    rows.filter((row) => standing.inFlight.has(row.command.id)).map((row) => row.lane),
  )
  const picked: OutboxRow[] = []
  let free = standing.window - standing.inFlight.size
  for (const row of rows) {
    if (free <= 0) break
    if (!isPending(row) || seen.has(row.lane)) continue
    seen.add(row.lane)
    if ((standing.heldUntil.get(row.lane) ?? 0) > standing.now) continue
    if (row.after.some((id) => id !== row.command.id && pending.has(id))) continue
    picked.push(row)
    free -= 1
  }
  return picked
}

/** The rows that depend on one of `ids`, however far, and are not through. */
export function dependants(rows: readonly OutboxRow[], ids: readonly CommandId[]): OutboxRow[] {
  const lost = new Set(ids)
  const found: OutboxRow[] = []
  // A dependant may stand before what it depends on: round and round until nothing is added.
  for (let grew = true; grew;) {
    grew = false
    for (const row of rows) {
      if (lost.has(row.command.id) || row.state.kind === 'acked') continue
      if (!row.after.some((id) => lost.has(id))) continue
      lost.add(row.command.id)
      found.push(row)
      grew = true
    }
  }
  return found
}
