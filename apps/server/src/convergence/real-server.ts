import type { Acceptor, HandClock, ServerSocket } from '@parley/engine/testing'
import { isFinal, type CommandId, type Person, type PersonId } from '@parley/protocol'
import type { Session, SessionId } from '../accounts/port.ts'
import type { Clock } from '../clock.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import type { Reads, Settled, Store, Submission } from '../store/port.ts'
import { StorageError } from '../store/storage-error.ts'
import { serveConnection, type ConnectionDeps } from '../sync/connection.ts'
import { newSyncCounters } from '../sync/counters.ts'
import { Hub } from '../sync/hub.ts'
import { Looks } from '../sync/looks.ts'
import { PersonRates } from '../sync/person-rates.ts'
import { Flush } from '../sync/raw-socket.ts'
import type { PageSizes } from '../sync/requests/page-sizes.ts'
import type { Disk } from './disks.ts'
import { createLinkedWire } from './linked-wire.ts'
import { createWitness, type Witness } from './witness.ts'

/** The server's own store, group commit, hub and connections on a hand clock, in a process that can die at any step. */
export type RealServer = Acceptor & {
  /** What is durable now. */
  read(): Reads
  witness: Witness
  isUp(): boolean
  /** Dies now; what was written is on its way, what was not is lost. */
  crash(): void
  /** Dies at the step after `steps` more: before or after a commit, or before a write to any socket. */
  crashAfter(steps: number): void
  start(): void
  /** A person's profile changes, as by the accounts. */
  rename(person: Person): Promise<Settled>
  /** Copies what is durable, with the server down for it. */
  backUp(): void
  /** Goes back to the copy as another lineage; false when there is none. */
  restore(): Promise<boolean>
  /** How likely a batch finds the disk full. */
  full: { likelihood: number }
}

/** One run of the process. Nothing it started reaches the world after it ended. */
type Life = { runs: boolean; store: Store; sync: ConnectionDeps; sockets: Set<ServerSocket> }

export async function createRealServer(deps: {
  clock: HandClock
  random(): number
  newId(): string
  disk: Disk
  people: readonly Person[]
  sizes: PageSizes
}): Promise<RealServer> {
  const { clock, random, disk } = deps
  const witness = createWitness((settled) => settled.kind === 'done' || isFinal(settled.code))
  const full = { likelihood: 0 }
  let stepsLeft = Number.POSITIVE_INFINITY
  let copied: number | null = null
  let life = await begin()

  async function begin(): Promise<Life> {
    const store = disk.open()
    const submissions = deps.people.map((person) => profileOf(person, person.id, clock.now()))
    witness.committed({ submissions, committed: await store.commit(submissions) })
    return live(store)
  }

  function die(mine: Life): void {
    if (!mine.runs) return
    mine.runs = false
    stepsLeft = Number.POSITIVE_INFINITY
    for (const socket of mine.sockets) socket.close()
    mine.store.close()
  }

  /** False when the process ended there, or before. */
  function passes(mine: Life): boolean {
    stepsLeft -= 1
    if (mine.runs && stepsLeft <= 0) die(mine)
    return mine.runs
  }

  function live(store: Store): Life {
    const lifeClock: Clock = {
      now: clock.now,
      after: (ms, run) => clock.setTimer(ms, () => mine.runs && run()),
      every(ms, run) {
        let cancel = () => {}
        const again = () => {
          cancel = lifeClock.after(ms, () => {
            again()
            run()
          })
        }
        again()
        return () => cancel()
      },
    }
    const { read } = store
    const counters = newSyncCounters()
    const hub = new Hub({ read, counters })
    const looks = new Looks({ hub, read })
    hub.listen(looks)
    const guarded: Pick<Store, 'commit'> = {
      async commit(batch) {
        if (random() < full.likelihood) throw new StorageError('storage-full', 'full')
        if (!passes(mine)) return never()
        const committed = await store.commit(batch)
        witness.committed({ submissions: batch, committed })
        return passes(mine) ? committed : never()
      },
    }
    const commit = createGroupCommit(guarded, {
      schedule: (run) => void lifeClock.after(Math.floor(random() * 3), run),
      onCommitted: ({ committed }) => hub.deliver(committed),
    })
    const mine: Life = {
      runs: true,
      store,
      sockets: new Set(),
      sync: {
        hub,
        looks,
        read,
        counters,
        clock: lifeClock,
        finds: new PersonRates({ burst: 20, perSecond: 1 }),
        profileChanges: new PersonRates({ burst: 5, perSecond: 0.5 }),
        sizes: deps.sizes,
        submit: commit.submit,
        sessionOfToken: (token) => Promise.resolve(sessionOf(token)),
        sessionOfCookie: () => Promise.resolve(null),
        onError: (what, cause) => {
          if (mine.runs) throw new Error(what, { cause })
        },
        lineage: store.lineage,
        flush: new Flush(queueMicrotask),
      },
    }
    return mine
  }

  function accept(socket: ServerSocket): ReturnType<Acceptor['accept']> {
    const mine = life
    if (!mine.runs) {
      socket.close()
      return { onText() {}, onClose() {} }
    }
    mine.sockets.add(socket)
    let person: PersonId | null = null
    const linked = createLinkedWire(socket, (texts) => {
      if (!passes(mine)) return false
      if (person) for (const text of texts) witness.sent(person, text, mine.store.read)
      return true
    })
    serveConnection(mine.sync, { wire: linked.wire, caller: { cookie: null, origin: 'absent' } })
    return {
      onText(text) {
        if (!mine.runs) return
        if (text.startsWith('{"t":"hello"'))
          person = (JSON.parse(text) as { token: PersonId }).token
        linked.onText(text)
      },
      onClose() {
        mine.sockets.delete(socket)
        if (mine.runs) linked.onClose()
      },
    }
  }

  return {
    accept,
    witness,
    full,
    read: () => life.store.read,
    isUp: () => life.runs,
    crash: () => die(life),
    crashAfter: (steps) => void (stepsLeft = steps),
    start() {
      if (!life.runs) life = live(disk.open())
    },
    rename: (person) => life.sync.submit(profileOf(person, deps.newId(), clock.now())),
    backUp() {
      die(life)
      disk.copy()
      copied = witness.length()
      life = live(disk.open())
    },
    async restore() {
      if (copied === null) return false
      die(life)
      witness.goBack(copied)
      await disk.restore(witness.batches())
      life = live(disk.open())
      return true
    },
  }
}

function profileOf(person: Person, id: string, at: number): Submission {
  const body = { kind: 'person.put' as const, person, email: null }
  return { by: person.id, at, digest: JSON.stringify(body), command: { id: id as CommandId, body } }
}

const never = <T>() => new Promise<T>(() => {})

/** A bearer is the person's id here: who may sign in is tested with the accounts. */
function sessionOf(token: string): Session {
  return {
    id: token as SessionId,
    person: token as string as PersonId,
    endsAt: Number.MAX_SAFE_INTEGER,
  }
}
