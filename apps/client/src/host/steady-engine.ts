import type { EngineApi, Query } from '@parley/engine'
import type { Line } from './line.ts'

/** An engine for the page that outlives the lines to it. */
export type SteadyEngine = {
  engine: EngineApi
  /** Takes up a new line; the former one has ended. */
  connect(line: Line): void
  /** No line will follow: calls without an answer reject with `cause`, so do all later ones. */
  end(cause: Error): void
}

/**
 * Keeps the page's calls going when the tab that owns the files changes. Invariants: a call that had no answer is made again on the
 * next line (ids are the page's own, so nothing happens twice); what is subscribed, looked at and active is told to each new line
 * once.
 */
export function createSteadyEngine(): SteadyEngine {
  const subscriptions = new Map<number, Query>()
  let looked: Parameters<EngineApi['look']> | null = null
  let active: boolean | null = null
  let line: Line | null = null
  let waiting = Promise.withResolvers<Line>()
  let over: Error | null = null

  /** The answer, or null when the line ended without one. */
  async function on<T>(
    at: Line,
    call: (engine: EngineApi) => Promise<T>,
  ): Promise<{ value: T } | null> {
    return await Promise.race([
      call(at.engine).then((value) => ({ value })),
      at.ended.then(() => null),
    ])
  }
  async function ask<T>(call: (engine: EngineApi) => Promise<T>): Promise<T> {
    for (;;) {
      if (over) throw over
      const answer = await on(line ?? (await waiting.promise), call)
      if (answer) return answer.value
    }
  }
  /** For what every new line is told anyway. */
  async function tell(call: (engine: EngineApi) => Promise<void>): Promise<void> {
    if (line) await on(line, call)
  }

  return {
    end(cause) {
      over = cause
      line = null
      // Nobody may wait for one.
      waiting.promise.catch(() => {})
      waiting.reject(cause)
    },
    connect(next) {
      line = next
      for (const [id, query] of subscriptions)
        void on(next, (engine) => engine.subscribe(id, query))
      const [rooms, people] = looked ?? []
      if (rooms && people) void on(next, (engine) => engine.look(rooms, people))
      if (active !== null) {
        const is = active
        void on(next, (engine) => engine.active(is))
      }
      waiting.resolve(next)
      void next.ended.then(() => {
        if (line !== next) return
        line = null
        waiting = Promise.withResolvers()
      })
    },
    engine: {
      subscribe(id, query) {
        subscriptions.set(id, query)
        return tell((engine) => engine.subscribe(id, query))
      },
      unsubscribe(id) {
        subscriptions.delete(id)
        return tell((engine) => engine.unsubscribe(id))
      },
      enqueue: (commands) => ask((engine) => engine.enqueue(commands)),
      retry: (failed, id) => ask((engine) => engine.retry(failed, id)),
      discard: (command) => ask((engine) => engine.discard(command)),
      rewrite: (command, text) => ask((engine) => engine.rewrite(command, text)),
      saveDraft: (room, draft) => ask((engine) => engine.saveDraft(room, draft)),
      look(rooms, people) {
        looked = [rooms, people]
        return tell((engine) => engine.look(rooms, people))
      },
      typing: (room, on_) => tell((engine) => engine.typing(room, on_)),
      active(is) {
        active = is
        return tell((engine) => engine.active(is))
      },
      locate: (room, id) => ask((engine) => engine.locate(room, id)),
      versions: (room, message, before) => ask((engine) => engine.versions(room, message, before)),
      findPerson: (query) => ask((engine) => engine.findPerson(query)),
      connectNow: () => tell((engine) => engine.connectNow()),
      async close(queue) {
        // The engine's end may come before its answer, and asked again it would be another engine's.
        await on(line ?? (await waiting.promise), (engine) => engine.close(queue))
      },
    },
  }
}
