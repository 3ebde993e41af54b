import type { Command, CommandBody, CommandId, Person } from '@parley/protocol'
import { createEngine, type Engine } from '../engine.ts'
import type { EngineApi } from '../api.ts'
import type { Intent } from '../outbox/intents.ts'
import { isPending } from '../outbox/lanes.ts'
import type { Chance, Clock, StorageEstimate, Transport } from '../ports.ts'
import { applyDifference } from '../queries/differ.ts'
import type { Query, QueryName, ResultOf } from '../queries/views.ts'
import { createMemoryFiles, type MemoryFiles, type StoreStep } from '../store/memory.ts'
import type { EngineStore } from '../store/port.ts'
import { createLinkedTransport, type Acceptor, type LinkedTransport } from './link.ts'

/** Thrown at a step of the store: the process ends there. */
export class Crash extends Error {}

/** One installation: an engine over files that outlive it, on a link of its own. */
export type Peer = {
  person: Person
  link: LinkedTransport
  engine(): Engine
  /** What is on its disk, whoever has it open. */
  store(): EngineStore
  /** Subscribes, and gives what the page would show now. */
  watch<N extends QueryName>(query: Extract<Query, { name: N }>): () => ResultOf<N>
  /** Makes a command, hands it in, and gives its id. After a crash on the way it is handed in again at `reopen`, as a page does. */
  act(body: CommandBody, after?: readonly CommandId[]): Promise<CommandId>
  /** Any call of the interface; null when the process ended on the way. */
  call<T>(run: (api: EngineApi) => Promise<T>): Promise<T | null>
  /** The process ends at the store's step after `steps` more; it starts anew at `reopen`. */
  crashAfter(steps: number): void
  isDown(): boolean
  /** Hears every step of its store; null: nobody does. */
  onStep: ((step: StoreStep) => void) | null
  /** Hears that a subscription's result changed; null: nobody does. */
  onShown: ((id: number) => void) | null
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
  /** How the sign-in is prolonged; null without it. */
  renew?: () => Promise<string | null>
  storageEstimate?: StorageEstimate
  /** Hears what the engine reports; without it, anything but a crash fails the test. */
  onFault?: (error: unknown) => void
}): Peer {
  const { person, clock, chance } = deps
  const files = deps.files ?? createMemoryFiles()
  const link = createLinkedTransport({ clock, chance, server: deps.server })
  let stepsLeft = Number.POSITIVE_INFINITY
  /** The process that runs. One that ended neither wakes up nor reaches the network. */
  let process = { runs: true }
  let stop = () => {}
  let nextSubscription = 1
  const shown = new Map<number, object>()
  const unconfirmed: Intent[] = []

  const die = () => {
    process.runs = false
    link.abandon()
  }
  const open = () => {
    const mine = { runs: true }
    process = mine
    stepsLeft = Number.POSITIVE_INFINITY
    const store = files.open(person.id, (step) => {
      peer.onStep?.(step)
      stepsLeft -= 1
      if (stepsLeft <= 0) throw new Crash()
    })
    const engine = createEngine({
      me: person,
      store,
      durable: true,
      transport: whileRunning(mine, deps.transport ?? link.transport),
      clock: {
        now: clock.now,
        setTimer: (ms, run) => clock.setTimer(ms, () => mine.runs && run()),
      },
      chance,
      credentials: {
        token: deps.token ?? (() => Promise.resolve(person.id)),
        renew: deps.renew ?? (() => Promise.resolve(null)),
      },
      storageEstimate: deps.storageEstimate ?? (() => Promise.resolve(null)),
      onDifference(id, change) {
        shown.set(id, applyDifference(shown.get(id) ?? null, change))
        peer.onShown?.(id)
      },
      onFault(error) {
        if (error instanceof Crash) die()
        else if (deps.onFault) deps.onFault(error)
        else if (mine.runs) throw error
      },
    })
    stop = engine.start()
    return engine
  }
  const disk = files.peek(person.id)
  const call = async <T>(run: (api: EngineApi) => Promise<T>): Promise<T | null> => {
    try {
      return await run(current.api)
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      die()
      return null
    }
  }

  const peer: Peer = {
    onStep: null,
    onShown: null,
    person,
    link,
    engine: () => current,
    store: () => disk,
    watch<N extends QueryName>(query: Extract<Query, { name: N }>) {
      const id = nextSubscription++
      void current.api.subscribe(id, query)
      // What is shown under an id was made from results of the query subscribed under it.
      return () => shown.get(id) as ResultOf<N>
    },
    async act(body, after = []) {
      const command: Command = { id: chance.id() as CommandId, body }
      const handedIn = await call((api) => api.enqueue([{ command, after }]))
      if (!handedIn) unconfirmed.push({ command, after })
      return command.id
    },
    call,
    crashAfter(steps) {
      stepsLeft = steps
    },
    isDown: () => !process.runs,
    reopen() {
      die()
      current = open()
      void current.api.enqueue(unconfirmed.splice(0))
    },
    stop: () => stop(),
  }
  let current = open()
  return peer
}

/** The network as a process sees it while it runs. */
function whileRunning(process: { runs: boolean }, transport: Transport): Transport {
  return {
    open: (listener) =>
      process.runs
        ? transport.open({
            onOpen: () => process.runs && listener.onOpen(),
            onText: (text) => process.runs && listener.onText(text),
            onClose: (reason) => process.runs && listener.onClose(reason),
          })
        : { send() {}, close() {} },
  }
}

/** Whether something a peer was told is neither durable at the server nor refused; also what its person is not told waits. */
export function hasPending(peer: Peer): boolean {
  const rows = peer.store().outbox.tx((tx) => tx.rows())
  return rows.some(isPending)
}
