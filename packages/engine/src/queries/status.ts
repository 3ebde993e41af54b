import { roomOfCommand } from '@parley/protocol'
import { isHeld } from '../apply/changes.ts'
import { isPending, isQuiet } from '../outbox/lanes.ts'
import type { Computed, QueryContext } from './context.ts'
import { unposted } from './schedules.ts'
import { otherOf } from './rooms.ts'
import type { LostDraft, ResultOf } from './views.ts'

/** Where the engine is, and how much waits. Marks and small values wait unseen. */
export function status(context: QueryContext): Computed<ResultOf<'status'>> {
  const rows = context.queue.rows()
  return {
    result: {
      connection: context.connection(),
      queued: rows.filter((row) => isPending(row) && !isQuiet(row.command.body)).length,
      failed: rows.filter((row) => row.state.kind === 'failed').length + unposted(context),
      drafts: context.queue.tx((tx) => tx.drafts()).filter(({ text }) => text.trim() !== '').length,
      lostDrafts: lostDrafts(context).length,
      durable: context.durable,
      full: context.isFull(),
      me: context.author.me,
    },
    keys: ['status', 'outbox', 'drafts', 'rooms', 'people', 'values:schedule'],
  }
}

/** What was refused for good and waits for the person, oldest first. */
export function failed(context: QueryContext): Computed<ResultOf<'failed'>> {
  const rows = context.queue.rows().flatMap(({ command, state, queuedAt }) => {
    if (state.kind !== 'failed') return []
    const room = roomOfCommand(command.body)
    const other = room && otherOf(context, room)
    return {
      id: command.id,
      body: command.body,
      room,
      roomTitle: other
        ? context.person(other).name
        : ((room && context.cache.index.get(room)?.state?.title) ?? ''),
      code: state.code,
      queuedAt,
    }
  })
  return {
    result: { rows, lostDrafts: lostDrafts(context) },
    keys: ['status', 'outbox', 'drafts', 'rooms'],
  }
}

/** Oldest first. Which rooms are lost is certain only while everything the server told is here. */
function lostDrafts({ cache, connection, queue }: QueryContext): LostDraft[] {
  if (connection().kind !== 'live') return []
  // A room made here may not be on the server yet.
  const made = new Set(
    queue.rows().flatMap(({ command: { body } }) => (body.kind === 'room.create' ? body.room : [])),
  )
  return queue
    .tx((tx) => tx.drafts())
    .filter(
      ({ room, text }) => text.trim() !== '' && !isHeld(cache.index.get(room)) && !made.has(room),
    )
    .map(({ room, text, updatedAt }) => ({ room, text, updatedAt }))
    .toSorted((one, other) => one.updatedAt - other.updatedAt)
}
