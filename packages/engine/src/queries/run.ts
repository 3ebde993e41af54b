import { blocked, blocking } from './blocks.ts'
import type { Computed, QueryContext } from './context.ts'
import { find } from './find.ts'
import { pins } from './pins.ts'
import { room } from './room.ts'
import { rooms } from './rooms.ts'
import { saved } from './saved.ts'
import { schedules } from './schedules.ts'
import { settingsView } from './settings.ts'
import { failed, status } from './status.ts'
import { timeline } from './timeline.ts'
import { unreadReasons } from './unread-reasons.ts'
import type { Queries, Query } from './views.ts'

/** The named reads of the interface, each from the context alone. */
export function runQuery(context: QueryContext, query: Query): Computed<object> {
  switch (query.name) {
    case 'status':
      return status(context)
    case 'rooms':
      return rooms(context)
    case 'room':
      return room(context, query.args)
    case 'timeline':
      return timeline(context, query.args)
    case 'pins':
      return pins(context, query.args)
    case 'unread-reasons':
      return unreadReasons(context, query.args)
    case 'people':
      return people(context)
    case 'blocked':
      return blocked(context)
    case 'blocking':
      return blocking(context, query.args)
    case 'find':
      return find(context, query.args)
    case 'saved':
      return saved(context)
    case 'schedules':
      return schedules(context)
    case 'settings':
      return settingsView(context)
    case 'presence':
      return { result: { rows: context.live.presence() }, keys: ['presence'] }
    case 'typing':
      return {
        result: { people: context.live.typing(query.args.room) },
        keys: [`typing:${query.args.room}`],
      }
    case 'draft':
      return draft(context, query.args)
    case 'failed':
      return failed(context)
  }
}

function people({ cache, author }: QueryContext): Computed<Queries['people']['result']> {
  const rows = cache
    .people()
    .map((person) => ({ id: person.id, person: person.id === author.me.id ? author.me : person }))
    .toSorted((one, other) => (one.person.name < other.person.name ? -1 : 1))
  return { result: { rows }, keys: ['people', 'outbox'] }
}

function draft(
  { queue }: QueryContext,
  { room: id }: Queries['draft']['args'],
): Computed<Queries['draft']['result']> {
  const found = queue.tx((tx) => tx.draft(id))
  return {
    result: { draft: found && { text: found.text, replyTo: found.replyTo } },
    keys: ['drafts'],
  }
}
