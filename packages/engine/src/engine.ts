import type {
  DeviceId,
  EntryId,
  Person,
  PersonalKind,
  PersonId,
  RoomId,
  ServerFrame,
  ServerFrameOf,
} from '@parley/protocol'
import { limits } from '@parley/protocol'
import type { EngineApi } from './api.ts'
import type { Changes } from './apply/changes.ts'
import { createEviction } from './cache/eviction.ts'
import { createRoomMaking } from './cache/room-making.ts'
import { createCacheWriter } from './cache/writer.ts'
import { createCatchUp } from './catch-up/catch-up.ts'
import { createLink } from './connection/link.ts'
import type { LinkState } from './connection/machine.ts'
import { createRenewal } from './connection/renewal.ts'
import { createRequests } from './connection/requests.ts'
import { createApi } from './create-api.ts'
import { createMe } from './overlay/me.ts'
import { createHistory } from './history/history.ts'
import { createAttention } from './live/attention.ts'
import { createLive } from './live/live.ts'
import { createIntents } from './outbox/intents.ts'
import { createKept } from './outbox/kept.ts'
import { createQueue } from './outbox/queue.ts'
import { createSender } from './outbox/sender.ts'
import { createSettling } from './outbox/settle.ts'
import { valuesAfter } from './overlay/values.ts'
import type { Chance, Clock, Credentials, StorageEstimate, Transport } from './ports.ts'
import type { Need } from './queries/context.ts'
import { createLiveQueries } from './queries/live-queries.ts'
import { runQuery } from './queries/run.ts'
import type { ConnectionState, Difference } from './queries/views.ts'
import type { EngineStore } from './store/port.ts'

export type EngineDeps = {
  /** Whose cache and queue `store` holds, as last known; the server's word for their profile follows. */
  me: Person
  store: EngineStore
  /** False where the store ends with the page: then nothing is called queued. */
  durable: boolean
  transport: Transport
  clock: Clock
  chance: Chance
  credentials: Credentials
  storageEstimate: StorageEstimate
  onDifference(id: number, difference: Difference): void
  /** Something threw while a frame or a timer was met: the connection was given up and is tried again. */
  onFault(error: unknown): void
}

export type Engine = {
  api: EngineApi
  /** Connects, and stays connected until what comes back is called. Subscriptions are answered from the cache before and without it. */
  start(): () => void
}

/** One person's engine over one store: this file only joins the parts. */
export function createEngine(deps: EngineDeps): Engine {
  const { store, chance } = deps
  const me = deps.me.id
  const guarded = (run: () => void) => {
    try {
      run()
    } catch (error) {
      deps.onFault(error)
      link.tell({ kind: 'lost' })
    }
  }
  const clock: Clock = {
    now: () => deps.clock.now(),
    setTimer: (ms, run) => deps.clock.setTimer(ms, () => guarded(run)),
  }

  const cache = createCacheWriter(store.cache)
  const queue = createQueue(store.outbox)
  const settling = createSettling({ queue, cache })
  settling.reconcile()

  const found = new Map<PersonId, Person>()
  const myself = createMe(
    () => cache.index.meta().profile ?? cache.person(me) ?? deps.me,
    queue.rows,
  )
  const person = (id: PersonId): Person =>
    id === me ? myself() : (cache.person(id) ?? found.get(id) ?? stranger(id))
  const author = {
    get me() {
      return myself()
    },
    person,
    message: (room: RoomId, id: EntryId) => cache.message(room, id),
  }

  const link = createLink({
    ...deps,
    clock: deps.clock,
    person: me,
    guarded,
    device: () => deviceOf(store, chance),
    onFrame: (frame) => hear(frame),
    onState: (state, former) => moved(state, former),
  })
  const isOnline = () => link.state().kind === 'online'
  const send = link.send
  const giveUp = () => link.tell({ kind: 'lost' })
  const requests = createRequests({ clock, send, onSilence: giveUp })
  const renewal = createRenewal({
    clock,
    credentials: deps.credentials,
    requests,
    isOnline,
    guarded,
  })
  const sender = createSender({ queue, settling, clock, chance, send, onSilence: giveUp })
  const kept = createKept({ me, queue, cache, requests, clock })
  const attention = createAttention({ clock, send })
  const roomMaking = createRoomMaking({
    cache,
    eviction: createEviction({ me, cache, ...attention }),
    clock,
    estimate: deps.storageEstimate,
    guarded,
  })
  const live = createLive({ me, clock, touch: (key) => queries.touch(key) })
  const history = createHistory({ me, cache, requests, clock, isOnline })
  const catchUp = createCatchUp({
    me,
    cache,
    requests,
    clock,
    looked: attention.looked,
    onReset: (rooms) => kept.keep(rooms),
    onSettled() {
      link.tell({ kind: 'caught-up' })
      settling.caughtUp()
      history.settled()
      kept.settled()
      renewal.check()
      scheduleCheck()
    },
  })

  const context = {
    cache,
    queue,
    live,
    author,
    durable: deps.durable,
    person,
    values: <K extends PersonalKind>(kind: K) =>
      valuesAfter(kind, cache.values.of(kind), queue.rows(), {
        me,
        head: (id) => cache.index.get(id)?.cursor?.seq ?? 0,
      }),
    connection: () => connectionOf(link.state()),
    isFull: () => cache.isFull(),
  }
  const queries = createLiveQueries({
    clock,
    run: (query) => runQuery(context, query),
    onDifference: deps.onDifference,
    onNeeds: (needs) => needs.forEach(meet),
  })
  const meet = (need: Need) => {
    if (need.kind === 'history') history.fill(need.room, need.edge, need.direction)
    else history.fetch(need.room, need.ids)
  }

  queue.onChange(() => queries.touch('outbox'))
  let shownFull = false
  cache.onCommit((changes) => {
    if (shownFull !== cache.isFull()) queries.touch('status')
    shownFull = cache.isFull()
    settling.committed(changes)
    kept.committed(changes)
    touch(changes)
    history.committed(changes)
    if (changes.behind.size > 0) catchUp.behind(changes.behind)
    sender.pump()
  })
  const touch = (changes: Changes) => {
    if (changes.people) queries.touch('people')
    if (changes.rooms.size > 0) queries.touch('rooms')
    for (const id of changes.rooms.keys()) queries.touch(`room:${id}`)
    for (const { kind } of changes.values) queries.touch(`values:${kind}`)
    for (const id of changes.items) queries.touch(`items:${id}`)
  }

  let cancelCheck = () => {}
  const scheduleCheck = () => {
    cancelCheck = clock.setTimer(limits.headCheckMs, () => {
      catchUp.check()
      renewal.check()
      scheduleCheck()
    })
  }

  const moved = (state: LinkState, former: LinkState) => {
    queries.touch('status')
    if (former.kind !== 'online' || state.kind === 'online') return
    cancelCheck()
    catchUp.end()
    sender.end()
    kept.end()
    history.end()
    attention.end()
    live.end()
    requests.lose()
  }

  const welcome = (frame: ServerFrameOf<'welcome'>) => {
    if (frame.person !== me) return link.tell({ kind: 'closing', code: 'other-person' })
    const meta = cache.index.meta()
    if (meta.lineage !== frame.lineage) {
      // The queue first: a crash in between meets the old lineage again and comes here again.
      if (meta.lineage !== null) {
        settling.startOver()
        kept.keep(cache.index.held().map(({ id }) => id))
      }
      cache.reset({ person: me, lineage: frame.lineage, personalCursor: 0, profile: null })
    }
    link.tell({ kind: 'welcome' })
    catchUp.begin()
    attention.begin()
    sender.begin()
    queries.touchWindows()
  }

  const hear = (frame: ServerFrame) => {
    // Nothing can be asked before the welcome, so nothing that may need asking is begun.
    if (frame.t !== 'welcome' && !isOnline()) return
    if (requests.take(frame)) return
    switch (frame.t) {
      case 'welcome':
        return welcome(frame)
      case 'room.entries':
        return catchUp.entries(frame)
      case 'personal.items':
        return catchUp.personal(frame)
      case 'ack':
        return sender.ack(frame)
      case 'nack':
        return sender.nack(frame)
      case 'typing':
      case 'seen':
      case 'presence':
        return live.hear(frame)
      // Answers were taken above, an end was met by the link.
      default:
    }
  }

  let stopLooking = () => {}
  const stop = () => {
    link.tell({ kind: 'stop' })
    stopLooking()
    queries.stop()
  }
  return {
    api: createApi({
      store,
      queue,
      queries,
      sender,
      attention,
      history,
      requests,
      clock,
      intents: createIntents({ queue, cache, clock }),
      durable: deps.durable,
      isOnline,
      hurry: () => link.tell({ kind: 'hurry' }),
      met: (each) => found.set(each.id, each),
      stop,
    }),
    start() {
      link.tell({ kind: 'start' })
      stopLooking = roomMaking.start()
      return stop
    },
  }
}

/** Someone who is not known here (yet). */
function stranger(id: PersonId): Person {
  return { id, handle: '', name: '', kind: 'person', timeZone: null, photo: null, status: null }
}

function connectionOf(state: LinkState): ConnectionState {
  switch (state.kind) {
    case 'online':
      return { kind: state.live ? 'live' : 'catching-up' }
    case 'waiting':
      return { kind: 'offline', retryAt: state.retryAt }
    case 'signed-out':
      return { kind: 'signed-out' }
    case 'stopped':
      return { kind: 'stopped', code: state.code }
    default:
      return { kind: 'connecting' }
  }
}

/** This installation's id, minted at its first hello. */
function deviceOf(store: EngineStore, chance: Chance): DeviceId {
  return store.outbox.tx((tx) => {
    const known = tx.device()
    if (known) return known as DeviceId
    const minted = chance.id() as DeviceId
    tx.putDevice(minted)
    return minted
  })
}
