import { isPending } from '../outbox/lanes.ts'
import type { Computed, QueryContext } from './context.ts'
import { otherOf } from './rooms.ts'
import type { ResultOf } from './views.ts'

/** Where the engine is, and how much waits. Read marks wait unseen. */
export function status(context: QueryContext): Computed<ResultOf<'status'>> {
  const rows = context.queue.rows()
  return {
    result: {
      connection: context.connection(),
      queued: rows.filter((row) => isPending(row) && row.command.body.kind !== 'read.mark').length,
      failed: rows.filter((row) => row.state.kind === 'failed').length,
      drafts: context.queue.tx((tx) => tx.drafts()).filter(({ text }) => text.trim() !== '').length,
      durable: context.durable,
      full: context.isFull(),
      me: context.author.me,
    },
    keys: ['status', 'outbox', 'drafts'],
  }
}

/** What was refused for good and waits for the person, oldest first. */
export function failed(context: QueryContext): Computed<ResultOf<'failed'>> {
  const rows = context.queue.rows().flatMap(({ command, state, queuedAt }) => {
    if (state.kind !== 'failed') return []
    const { room } = command.body
    const other = otherOf(context, room)
    return {
      id: command.id,
      body: command.body,
      room,
      roomTitle: other
        ? context.person(other).name
        : (context.cache.index.get(room)?.state?.title ?? ''),
      code: state.code,
      queuedAt,
    }
  })
  return { result: { rows }, keys: ['outbox', 'rooms'] }
}
