import type { Clock } from '../ports.ts'
import type { Computed, Need, QueryKey } from './context.ts'
import { difference } from './differ.ts'
import type { Difference, Query } from './views.ts'

/** At most one flush a frame of a 60 Hz screen. */
const frameMs = 16

/** The interface's subscriptions: results are sent as differences, at most once a frame, when something they read changed. */
export type LiveQueries = {
  /** Sends the whole result before it returns. */
  subscribe(id: number, query: Query): void
  unsubscribe(id: number): void
  touch(...keys: readonly QueryKey[]): void
  /** Works every window out anew, so that what it needs is asked for again. */
  touchWindows(): void
  stop(): void
}

type Subscription = { query: Query; keys: ReadonlySet<QueryKey>; sent: object | null }

export function createLiveQueries(deps: {
  clock: Clock
  run(query: Query): Computed<object>
  onDifference(id: number, difference: Difference): void
  onNeeds(needs: readonly Need[]): void
}): LiveQueries {
  const subscriptions = new Map<number, Subscription>()
  const dirty = new Set<number>()
  let cancelFlush: (() => void) | null = null
  let flushedAt = -Infinity

  const send = (id: number) => {
    const subscription = subscriptions.get(id)
    if (!subscription) return
    const { result, keys, needs } = deps.run(subscription.query)
    const change = difference(subscription.sent, result)
    subscription.keys = new Set(keys)
    subscription.sent = result
    if (change) deps.onDifference(id, change)
    if (needs && needs.length > 0) deps.onNeeds(needs)
  }
  const flush = () => {
    cancelFlush = null
    flushedAt = deps.clock.now()
    const ids = [...dirty]
    dirty.clear()
    for (const id of ids) send(id)
  }
  const dueInMs = () => Math.min(frameMs, Math.max(0, flushedAt + frameMs - deps.clock.now()))
  const mark = (id: number) => {
    dirty.add(id)
    // After a quiet while at once, with whatever else this turn touches. A wall clock may be set back.
    cancelFlush ??= deps.clock.setTimer(dueInMs(), flush)
  }

  return {
    subscribe(id, query) {
      subscriptions.set(id, { query, keys: new Set(), sent: null })
      send(id)
    },
    unsubscribe(id) {
      subscriptions.delete(id)
      dirty.delete(id)
    },
    touch(...keys) {
      for (const [id, { keys: read }] of subscriptions)
        if (!dirty.has(id) && keys.some((key) => read.has(key))) mark(id)
    },
    touchWindows() {
      for (const [id, { query }] of subscriptions)
        if (query.name === 'timeline' || query.name === 'pins') mark(id)
    },
    stop() {
      cancelFlush?.()
      cancelFlush = null
      subscriptions.clear()
      dirty.clear()
    },
  }
}
