import { limits, type Person } from '@parley/protocol'
import type { EngineApi } from './api.ts'
import type { Requests } from './connection/requests.ts'
import type { History } from './history/history.ts'
import type { Attention } from './live/attention.ts'
import type { Intents } from './outbox/intents.ts'
import type { Queue } from './outbox/queue.ts'
import type { Sender } from './outbox/sender.ts'
import type { Clock } from './ports.ts'
import type { LiveQueries } from './queries/live-queries.ts'
import type { EngineStore } from './store/port.ts'

/** The engine's parts behind the interface's calls. A call that the store refuses rejects, having changed nothing. */
export function createApi(deps: {
  store: EngineStore
  queue: Queue
  queries: LiveQueries
  sender: Sender
  intents: Intents
  attention: Attention
  history: History
  requests: Requests
  clock: Clock
  durable: boolean
  isOnline(): boolean
  hurry(): void
  /** Someone was found who may not be in any cached room. */
  met(person: Person): void
  stop(): void
}): EngineApi {
  const { queue, queries, sender, intents, attention } = deps
  return {
    async subscribe(id, query) {
      queries.subscribe(id, query)
    },
    async unsubscribe(id) {
      queries.unsubscribe(id)
    },
    async enqueue(commands) {
      intents.enqueue(commands)
      for (const { command } of commands)
        if (command.body.kind === 'message.post') attention.typing(command.body.room, false)
      sender.pump()
      return { stored: deps.durable }
    },
    async retry(failed, id) {
      intents.retry(failed, id)
      sender.pump()
    },
    async discard(command) {
      const dropped = intents.discard(command)
      sender.pump()
      return dropped
    },
    async rewrite(command, text) {
      return intents.rewrite(command, text)
    },
    async saveDraft(room, draft) {
      queue.tx((tx) => {
        if (!draft || (draft.text === '' && draft.replyTo === null)) tx.dropDraft(room)
        else tx.putDraft({ room, ...draft, updatedAt: deps.clock.now() })
      })
      queries.touch('drafts')
    },
    async look(rooms, people) {
      attention.look(rooms, people)
    },
    async typing(room, on) {
      attention.typing(room, on)
    },
    async active(active) {
      attention.active(active)
    },
    locate: (room, id) => deps.history.locate(room, id),
    versions(room, message, before) {
      if (!deps.isOnline()) return Promise.resolve({ code: 'offline' })
      const question = { t: 'edits.pull', room, message, before } as const
      return new Promise((resolve) => {
        deps.requests.ask({ ...question, limit: limits.versionsPerPage }, (reply) => {
          if (reply.kind === 'lost') return resolve({ code: 'offline' })
          if (reply.kind === 'refused') return resolve({ code: reply.code })
          const { versions, next } = reply.frame
          resolve({ versions, next })
        })
      })
    },
    findPerson(query) {
      if (!deps.isOnline()) return Promise.resolve({ code: 'offline' })
      return new Promise((resolve) => {
        deps.requests.ask({ t: 'person.find', query }, (reply) => {
          if (reply.kind === 'lost') return resolve({ code: 'offline' })
          if (reply.kind === 'refused') return resolve({ code: reply.code })
          const { person } = reply.frame
          if (person) deps.met(person)
          resolve({ person })
        })
      })
    },
    async connectNow() {
      deps.hurry()
    },
    // What is discarded the host removes with its files: emptied tables keep their text in free pages.
    async close() {
      deps.stop()
      deps.store.cache.close()
      deps.store.outbox.close()
    },
  }
}
