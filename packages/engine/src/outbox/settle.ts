import { personalLane, type RoomId, type Seq } from '@parley/protocol'
import { isHeld, type Changes } from '../apply/changes.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { OutboxRow } from '../store/port.ts'
import { wentBack } from './kept.ts'
import { dependants, isPost } from './lanes.ts'
import type { Queue } from './queue.ts'

export type Settling = {
  /** Whether the effect acknowledged at `seq` is in the cache, or will never be (SPEC K7). */
  isSettled(row: OutboxRow, seq: Seq): boolean
  /** After a commit of the cache: what it holds the effect of is done; what went to a lost room has failed. */
  committed(changes: Changes): void
  /** After the files were opened: what a crash between their two transactions left behind. */
  reconcile(): void
  /** Nothing is missing any more: what was acknowledged for a room that is not held will never show. */
  caughtUp(): void
  /** The server's log is another one: what was acknowledged may be gone there. */
  startOver(): void
}

/** Decides when a row of the outbox has done its duty, from what the cache holds. */
export function createSettling(deps: { queue: Queue; cache: CacheWriter }): Settling {
  const { queue, cache } = deps
  let complete = false

  const isSettled = (row: OutboxRow, seq: Seq): boolean => {
    if (seq === 0) return true
    if (row.lane === personalLane) return cache.index.meta().personalCursor >= seq
    const room = cache.index.get(row.lane as RoomId)
    if (!isHeld(room)) return complete && row.command.body.kind !== 'room.create'
    return (room.cursor?.seq ?? 0) >= seq
  }
  /** What the server forgot another device may have sent again. */
  const mayBeThere = ({ state }: OutboxRow) => state.kind !== 'failed' || state.code === wentBack
  const isDone = (row: OutboxRow) => row.state.kind === 'acked' && isSettled(row, row.state.seq)
  const idsOf = (rows: readonly OutboxRow[]) => rows.map((row) => row.command.id)

  return {
    isSettled,
    committed(changes) {
      const rows = queue.rows()
      if (rows.length === 0) return
      const done = rows.filter(
        (row) =>
          (mayBeThere(row) && changes.applied.has(row.command.id)) ||
          isDone(row) ||
          (row.state.kind === 'acked' && changes.lost.has(row.lane as RoomId)),
      )
      // What may have left still gets the server's own answer.
      const refused = rows.filter(
        (row) => row.state.kind === 'queued' && changes.lost.has(row.lane as RoomId),
      )
      const dependent = dependants(rows, idsOf(refused)).filter(
        (row) => row.state.kind === 'queued',
      )
      const failed = (row: OutboxRow, code: 'room-unknown' | 'dependency-failed'): OutboxRow => ({
        ...row,
        state: { kind: 'failed', code },
      })
      queue.change({
        drop: idsOf(done),
        put: [
          ...refused.map((row) => failed(row, 'room-unknown')),
          ...dependent
            .filter((row) => !refused.includes(row))
            .map((row) => failed(row, 'dependency-failed')),
        ],
      })
    },
    reconcile() {
      const rows = queue.rows()
      const posts = rows.filter((row) => mayBeThere(row) && isPost(row.command.body))
      const there = cache.read((tx) =>
        posts.filter((row) => tx.item(row.lane as RoomId, row.command.id) !== null),
      )
      queue.change({ drop: idsOf([...new Set([...there, ...rows.filter(isDone)])]) })
    },
    caughtUp() {
      complete = true
      const orphans = queue
        .rows()
        .filter(
          (row) =>
            row.state.kind === 'acked' &&
            row.lane !== personalLane &&
            !isHeld(cache.index.get(row.lane as RoomId)),
        )
      queue.change({ drop: idsOf(orphans) })
    },
    startOver() {
      complete = false
      queue.change({
        put: queue
          .rows()
          .filter((row) => row.state.kind === 'acked')
          .map((row) => ({ ...row, state: { kind: 'transmitted' as const } })),
      })
    },
  }
}
