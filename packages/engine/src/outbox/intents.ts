import {
  isValueCommand,
  laneOf,
  markRead,
  type Command,
  type CommandId,
  type CommandOf,
  type ReadMark,
  type RoomId,
} from '@parley/protocol'
import type { CacheWriter } from '../cache/writer.ts'
import { markAfter } from '../overlay/marks.ts'
import type { Clock } from '../ports.ts'
import type { OutboxRow } from '../store/port.ts'
import { replacedBy } from '../overlay/values.ts'
import { wentBack } from './kept.ts'
import { dependants, isPost } from './lanes.ts'
import type { Queue } from './queue.ts'

export type Intent = { command: Command; after: readonly CommandId[] }

/** What a person may do with their queue; each is one transaction, and repeating one changes nothing. */
export type Intents = {
  enqueue(intents: readonly Intent[]): void
  retry(failed: CommandId, id: CommandId): void
  discard(id: CommandId): boolean
  rewrite(id: CommandId, text: string): boolean
}

export function createIntents(deps: { queue: Queue; cache: CacheWriter; clock: Clock }): Intents {
  const { queue, cache, clock } = deps

  const isThere = ({ id, body }: Command) =>
    queue.get(id) !== null || (isPost(body) && cache.read((tx) => tx.item(body.room, id)) !== null)
  const rowOf = (intent: Intent, order: number): OutboxRow => ({
    command: intent.command,
    lane: laneOf(intent.command.body),
    order,
    after: intent.after,
    queuedAt: clock.now(),
    state: { kind: 'queued' },
  })

  /** What the server forgot goes under its own id: where it is there after all, it stays there once. */
  const sentAgain = (row: OutboxRow): OutboxRow => {
    const { body } = row.command
    const quoted = body.kind === 'message.post' && body.replyTo ? queue.get(body.replyTo) : null
    const again = quoted && isForgotten(quoted) ? unquoted(row) : row
    return { ...again, queuedAt: clock.now(), state: { kind: 'queued' } }
  }
  const unquoting = (id: CommandId) =>
    queue
      .rows()
      .filter((row) => isForgotten(row) && refersTo(row, id))
      .map(unquoted)

  return {
    enqueue(intents) {
      const fresh = intents.filter(({ command }) => !isThere(command))
      if (fresh.length === 0) return
      queue.append((nextOrder) => {
        let order = nextOrder
        const put = new Map<CommandId, OutboxRow>()
        const drop: CommandId[] = []
        for (const intent of fresh) {
          const rows = [...queue.rows(), ...put.values()].filter(
            (row) => !drop.includes(row.command.id),
          )
          const marked = basedOn(intent, rows, cache)
          if (!marked) continue
          drop.push(...marked.replaces)
          for (const id of marked.replaces) put.delete(id)
          put.set(intent.command.id, rowOf({ ...intent, command: marked.command }, order++))
        }
        return { put: [...put.values()], drop }
      })
    },

    retry(failed, id) {
      const row = queue.get(failed)
      if (row?.state.kind !== 'failed' || queue.get(id)) return
      if (row.state.code === wentBack) return queue.change({ put: [sentAgain(row)] })
      queue.change({
        put: [
          // In its old place: behind the rows that come after it, the lane would wait for itself.
          rowOf({ command: { ...row.command, id }, after: [] }, row.order),
          ...queue
            .rows()
            .filter((other) => other !== row && mayChange(other) && refersTo(other, failed))
            .map((other) => referring(other, failed, id)),
        ],
        drop: [failed],
      })
    },

    discard(id) {
      const row = queue.get(id)
      if (!row || !mayChange(row)) return false
      const inNewRoom = queue
        .rows()
        .filter(
          (other) =>
            row.command.body.kind === 'room.create' && other.lane === row.lane && mayChange(other),
        )
      const ids = [row, ...inNewRoom].map((each) => each.command.id)
      const lost = dependants(queue.rows(), ids).filter(mayChange)
      queue.change({
        drop: [...new Set([...ids, ...lost.map((each) => each.command.id)])],
        put: isForgotten(row) ? unquoting(id) : [],
      })
      return true
    },

    rewrite(id, text) {
      const row = queue.get(id)
      if (!row || !mayChange(row)) return false
      const { body } = row.command
      if (!('text' in body)) return false
      queue.change({ put: [{ ...row, command: { id, body: { ...body, text } } }] })
      return true
    },
  }
}

function isForgotten({ state }: OutboxRow): boolean {
  return state.kind === 'failed' && state.code === wentBack
}

function unquoted(row: OutboxRow): OutboxRow {
  const { id, body } = row.command
  return body.kind === 'message.post'
    ? { ...row, command: { id, body: { ...body, replyTo: null } } }
    : row
}

function refersTo({ after, command: { body } }: OutboxRow, id: CommandId): boolean {
  if (after.includes(id) || ('target' in body && body.target === id)) return true
  return body.kind === 'message.post' && body.replyTo === id
}

/** The row with `to` wherever it named `from`. */
function referring(row: OutboxRow, from: CommandId, to: CommandId): OutboxRow {
  const { body } = row.command
  const renamed = (id: CommandId) => (id === from ? to : id)
  const next =
    'target' in body
      ? { ...body, target: renamed(body.target) }
      : body.kind === 'message.post' && body.replyTo
        ? { ...body, replyTo: renamed(body.replyTo) }
        : body
  return { ...row, after: row.after.map(renamed), command: { id: row.command.id, body: next } }
}

/** Nothing of it has left, or the server refused it for good (SPEC K6). */
function mayChange(row: OutboxRow): boolean {
  return row.state.kind === 'queued' || row.state.kind === 'failed'
}

/**
 * A value takes the place of those of its key that have not left, when each says the whole. A mark gets the version it is based on from here, because only the engine knows what is queued before it (SPEC U2), and
 * replaces those of the room that have not left. Null: it would change nothing. Other commands pass as they are.
 */
function basedOn(
  { command }: Intent,
  rows: readonly OutboxRow[],
  cache: CacheWriter,
): { command: Command; replaces: CommandId[] } | null {
  const { body } = command
  if (isValueCommand(body))
    return { command, replaces: replacedBy(body, rows).map((row) => row.command.id) }
  if (body.kind !== 'read.mark' && body.kind !== 'read.unmark') return { command, replaces: [] }
  const replaces = body.kind === 'read.mark' ? unsentReads(rows, body.room) : []
  const before = rows.filter((row) => !replaces.includes(row.command.id))
  const mark = markOf(cache, body.room, before)
  if (body.kind === 'read.mark') {
    const upTo = Math.max(body.upTo, ...readsOf(rows, replaces))
    if (markRead(mark, upTo, mark.version) === null) return null
    return { command: { ...command, body: { ...body, upTo, base: mark.version } }, replaces }
  }
  return { command: { ...command, body: { ...body, base: mark.version } }, replaces }
}

function markOf(cache: CacheWriter, room: RoomId, rows: readonly OutboxRow[]): ReadMark {
  const cached = cache.index.get(room)
  return markAfter(cached, room, rows)
}

/** Read marks of the room that have not left and that no "mark as unread" follows. */
function unsentReads(rows: readonly OutboxRow[], room: RoomId): CommandId[] {
  const own = rows.filter(({ command }) => 'room' in command.body && command.body.room === room)
  const unmarked = own.findLastIndex(({ command }) => command.body.kind === 'read.unmark')
  return own
    .slice(unmarked + 1)
    .filter(({ command, state }) => command.body.kind === 'read.mark' && state.kind === 'queued')
    .map(({ command }) => command.id)
}

function readsOf(rows: readonly OutboxRow[], ids: readonly CommandId[]): number[] {
  return rows
    .filter(({ command }) => ids.includes(command.id))
    .map(({ command }) => (command.body as CommandOf<'read.mark'>).upTo)
}
