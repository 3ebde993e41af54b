import type { EngineEnd, EngineEvents } from '@parley/engine'
import { names, type CommonMessage, type LineMessage } from '../worker/names.ts'
import { channelWire, type Wire } from '../worker/wire.ts'
import { openLine, type Line } from './line.ts'

/** The engine this tab runs while it owns the files. */
export type OwnEngine = {
  wire: Wire
  durable: boolean
  /** Resolves when the engine ended by itself: its Worker failed, or a tab signed out. */
  ended: Promise<void>
  /** Lets the files go; with `discard`, removes them. */
  close(queue?: 'keep' | 'discard'): Promise<void>
}
export type Started =
  | { kind: 'open'; engine: OwnEngine }
  | { kind: 'elsewhere' }
  | { kind: 'newer' }

export type Joined =
  | { kind: 'open'; durable: boolean; leave(): Promise<void> }
  | { kind: 'elsewhere' }
  | { kind: 'newer' }

export type TabDeps = {
  key: string
  /** This tab's name among the others. */
  tab: string
  events: EngineEvents
  /** Hears each line; the former one has ended by then. */
  onLine(line: Line): void
  /** Hears once that no line will follow, though nobody here asked to leave. */
  onEnded(how: EngineEnd): void
  /** Opens the files and starts the engine in a Worker of this tab. Called only while this tab holds the lock. */
  start(): Promise<Started>
  locks: Pick<LockManager, 'request'>
  isVisible(): boolean
  /** Calls whenever the tab becomes visible; returns its undo. */
  onVisible(run: () => void): () => void
  /** Calls once after `ms`; returns its undo. */
  setTimer(ms: number, run: () => void): () => void
}

/** How long an owner may take to answer before the person is told that Parley is open elsewhere. */
const answerMs = 3_000

/**
 * Takes this tab's part among the tabs of one account. Rejects with what `start` rejected with. Invariants: the engine runs in the
 * tab that holds the Web Lock, and nowhere else; a tab speaks only once it holds the lock that tells of its end; every other tab has a line to it, or none while the owner changes; a hidden owner lets go when a visible tab asks.
 */
export function joinTabs(deps: TabDeps): Promise<Joined> {
  const { key, tab, locks } = deps
  const joined = Promise.withResolvers<Joined>()
  const leaving = Promise.withResolvers<void>()
  const common = new BroadcastChannel(names.common(key))
  let left = false
  /** This tab's own lock is held: an owner that hears of it before takes it for gone. */
  let held = false
  let line: Line | null = null
  let opened = false
  let request = new AbortController()
  /** Set while this tab owns the files, or is opening them. */
  let yieldFiles: (() => void) | null = null
  let owned: Promise<void> = Promise.resolve()

  const say = (message: CommonMessage) => common.postMessage(message)
  const hello = () => {
    if (held && !yieldFiles) say({ t: 'hello', tab })
  }
  const wish = () => {
    if (!yieldFiles && deps.isVisible()) say({ t: 'wish', tab })
  }
  const dropLine = () => {
    line?.end()
    line = null
  }
  const connect = (wire: Wire, durable: boolean) => {
    cancelTimer()
    dropLine()
    line = openLine(wire, deps.events)
    deps.onLine(line)
    opened = true
    joined.resolve({ kind: 'open', durable, leave })
  }
  let going: Promise<void> | null = null
  const leave = () => (going ??= goAway())
  async function goAway(): Promise<void> {
    left = true
    leaving.resolve()
    stopListening()
    cancelTimer()
    request.abort()
    yieldFiles?.()
    await owned
    dropLine()
    incoming.close()
    common.close()
  }
  const giveUp = (how: EngineEnd) => {
    if (left) return
    void leave()
    if (opened) deps.onEnded(how)
  }
  const refuse = (answer: Exclude<Joined, { kind: 'open' }>) => {
    joined.resolve(answer)
    giveUp(answer)
  }

  async function own(): Promise<void> {
    if (left) return
    const letGo = Promise.withResolvers<void>()
    yieldFiles = () => letGo.resolve()
    const started = await deps
      .start()
      .catch((cause: unknown) => ({ kind: 'broken' as const, cause }))
    if (started.kind === 'broken') {
      yieldFiles = null
      joined.reject(started.cause)
      giveUp(started)
    } else if (started.kind === 'open') {
      const { engine } = started
      if (!left) connect(engine.wire, engine.durable)
      await Promise.race([letGo.promise, engine.ended])
      await engine.close()
      dropLine()
      yieldFiles = null
    } else {
      yieldFiles = null
      refuse(started)
    }
  }
  const queueForFiles = () => {
    const mine = (request = new AbortController())
    locks
      .request(names.files(key), { signal: mine.signal }, () => (owned = own()))
      .catch((error: unknown) => {
        if (!mine.signal.aborted) throw error
      })
      .finally(() => {
        if (!left) queueForFiles()
      })
  }

  /** What the owner's Worker says on this tab's channel, beside answers to calls. */
  const incoming = new BroadcastChannel(names.line(key, tab))
  incoming.addEventListener('message', ({ data }: MessageEvent<LineMessage>) => {
    if (yieldFiles) return
    if (data.t === 'welcome')
      connect(channelWire(new BroadcastChannel(names.line(key, tab))), data.durable)
    if (data.t === 'bye') dropLine()
  })
  common.addEventListener('message', ({ data }: MessageEvent<CommonMessage>) => {
    if (data.t === 'signed-out') giveUp({ kind: 'signed-out' })
    if (data.t === 'owner') hello()
    if (data.t !== 'wish' || deps.isVisible()) return
    if (yieldFiles) yieldFiles()
    // A hidden tab in the queue goes to its end, so that the visible one comes first.
    else request.abort()
  })
  const stopListening = deps.onVisible(wish)
  const cancelTimer = deps.setTimer(answerMs, () => {
    if (!line && !yieldFiles) refuse({ kind: 'elsewhere' })
  })
  void locks.request(names.tab(key, tab), () => {
    if (left) return
    held = true
    hello()
    wish()
    return leaving.promise
  })
  queueForFiles()
  return joined.promise
}

/** Where tabs cannot know of each other (plain http from another machine), each runs an engine of its own, in memory. */
export async function joinAlone({
  events,
  onLine,
  onEnded,
  start,
}: Pick<TabDeps, 'events' | 'onLine' | 'onEnded' | 'start'>): Promise<Joined> {
  const started = await start()
  if (started.kind !== 'open') return started
  const { engine } = started
  const line = openLine(engine.wire, events)
  onLine(line)
  let left = false
  void engine.ended.then(() => {
    line.end()
    // What it kept was in memory: another engine would know nothing of it.
    if (!left) onEnded({ kind: 'broken', cause: new Error('Parley’s engine stopped. Retry.') })
  })
  const leave = async () => {
    left = true
    await engine.close()
    line.end()
  }
  return { kind: 'open', durable: engine.durable, leave }
}
