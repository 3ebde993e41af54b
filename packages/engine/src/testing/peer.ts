import type { Command, CommandBody, CommandId, Person } from '@parley/protocol'
import { createEngine, type Engine } from '../engine.ts'
import type { Chance, Clock, Transport } from '../ports.ts'
import { applyDifference } from '../queries/differ.ts'
import type { Query, QueryName, ResultOf } from '../queries/views.ts'
import { createMemoryFiles, type MemoryFiles } from '../store/memory.ts'
import type { EngineStore } from '../store/port.ts'
import { createLinkedTransport, type Acceptor, type LinkedTransport } from './link.ts'

/** Thrown at a step of the store: the process ends there. */
export class Crash extends Error {}

/** One installation: an engine over files that outlive it, on a link of its own. */
export type Peer = {
  person: Person
  link: LinkedTransport
  engine(): Engine
  store(): EngineStore
  /** Subscribes, and gives what the page would show now. */
  watch<N extends QueryName>(query: Extract<Query, { name: N }>): () => ResultOf<N>
  /** Makes a command, hands it in, and gives its id. A crash on the way counts as handed in. */
  act(body: CommandBody, after?: readonly CommandId[]): Promise<CommandId>
  /** The process ends at the store's step after `steps` more; it starts anew at `reopen`. */
  crashAfter(steps: number): void
  isDown(): boolean
  /** Ends the process, if it still runs, and starts it anew over the same files. */
  reopen(): void
  stop(): void
}

export function createPeer(deps: {
  person: Person
  clock: Clock
  chance: Chance
  server: Acceptor
  /** In place of the link, where a test has a way of its own. */
  transport?: Transport
  files?: MemoryFiles
  /** The bearer; the person's id without it. */
  token?: () => Promise<string | null>
}): Peer {
  const { person, clock, chance } = deps
  const files = deps.files ?? createMemoryFiles()
  const link = createLinkedTransport({ clock, chance, server: deps.server })
  let stepsLeft = Number.POSITIVE_INFINITY
  let down = false
  let stop = () => {}
  let nextSubscription = 1
  const shown = new Map<number, object>()

  const die = () => {
    down = true
    link.abandon()
  }
  const open = () => {
    down = false
    stepsLeft = Number.POSITIVE_INFINITY
    const store = files.open(person.id, () => {
      stepsLeft -= 1
      if (stepsLeft <= 0) throw new Crash()
    })
    const engine = createEngine({
      me: person,
      store,
      durable: true,
      transport: deps.transport ?? link.transport,
      clock,
      chance,
      credentials: { token: deps.token ?? (() => Promise.resolve(person.id)) },
      onDifference(id, change) {
        shown.set(id, applyDifference(shown.get(id) ?? null, change))
      },
      onFault(error) {
        if (error instanceof Crash) die()
        else if (!down) throw error
      },
    })
    stop = engine.start()
    return { store, engine }
  }
  let current = open()

  return {
    person,
    link,
    engine: () => current.engine,
    store: () => current.store,
    watch<N extends QueryName>(query: Extract<Query, { name: N }>) {
      const id = nextSubscription++
      void current.engine.api.subscribe(id, query)
      // What is shown under an id was made from results of the query subscribed under it.
      return () => shown.get(id) as ResultOf<N>
    },
    async act(body, after = []) {
      const command: Command = { id: chance.id() as CommandId, body }
      try {
        await current.engine.api.enqueue([{ command, after }])
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        die()
      }
      return command.id
    },
    crashAfter(steps) {
      stepsLeft = steps
    },
    isDown: () => down,
    reopen() {
      link.abandon()
      // A process that ended does nothing more; one that still runs is ended first.
      if (!down) stop()
      current = open()
    },
    stop: () => stop(),
  }
}
