import {
  applyDifference,
  type EngineApi,
  type EngineEvents,
  type Query,
  type QueryName,
  type ResultOf,
} from '@parley/engine'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the screen shows now, by query key. Never the truth: it goes with the page. */
export type Shown = { readonly results: ReadonlyMap<string, object> }

/**
 * The page's subscriptions to the engine. Any number of watchers of one query share a subscription; the last one to leave ends
 * it and its result is forgotten.
 */
export type Feeds = {
  readonly shown: StoreApi<Shown>
  /** What the engine's host is given when it is opened. */
  readonly events: EngineEvents
  /** The engine is there: what is watched already is asked for now. */
  attach(engine: EngineApi): void
  /** Returns its undo. */
  watch(query: Query): () => void
}

type Feed = { readonly id: number; readonly query: Query; watchers: number }

/** `onFault` hears of calls that failed: the engine is gone, or the page speaks another version. */
export function createFeeds(onFault: (cause: unknown) => void): Feeds {
  const shown = createStore<Shown>(() => ({ results: new Map() }))
  const feeds = new Map<string, Feed>()
  const keys = new Map<number, string>()
  let engine: EngineApi | null = null
  let lastId = 0

  const put = (key: string, result: object | null) => {
    const results = new Map(shown.getState().results)
    if (result === null) results.delete(key)
    else results.set(key, result)
    shown.setState({ results })
  }
  const subscribe = (feed: Feed) => engine?.subscribe(feed.id, feed.query).catch(onFault)

  return {
    shown,
    events: {
      difference(id, difference) {
        const key = keys.get(id)
        // It crossed an unsubscribe on its way.
        if (key === undefined) return
        put(key, applyDifference(shown.getState().results.get(key) ?? null, difference))
      },
    },
    attach(opened) {
      engine = opened
      for (const feed of feeds.values()) void subscribe(feed)
    },
    watch(query) {
      const key = keyOf(query)
      const known = feeds.get(key)
      const feed = known ?? { id: (lastId += 1), query, watchers: 0 }
      feed.watchers += 1
      if (known === undefined) {
        feeds.set(key, feed)
        keys.set(feed.id, key)
        void subscribe(feed)
      }
      let watching = true
      return () => {
        if (!watching) return
        watching = false
        feed.watchers -= 1
        if (feed.watchers > 0) return
        feeds.delete(key)
        keys.delete(feed.id)
        put(key, null)
        engine?.unsubscribe(feed.id).catch(onFault)
      }
    },
  }
}

/** Equal queries have equal keys: arguments are flat and written in one order. */
export function keyOf({ name, args }: Query): string {
  return `${name} ${JSON.stringify(Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`
}

/** The result of a query as it was last told, or undefined before the first difference. */
export function resultOf<N extends QueryName>(
  { results }: Shown,
  query: Extract<Query, { name: N }>,
): ResultOf<N> | undefined {
  // Put there by `difference` under the key of this very query.
  return results.get(keyOf(query)) as ResultOf<N> | undefined
}
