import type { CommandId, Instant, PersonId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { DueWork } from '../decide/due.ts'
import { derivedId } from '../derived-id.ts'
import type { Reads, Settled, Submission } from '../store/port.ts'
import { backOffMs } from './back-off.ts'
import type { DueHandlers } from './handlers.ts'

export type DueLoopDeps = {
  read: Pick<Reads, 'due'>
  submit(submission: Submission): Promise<Settled>
  clock: Clock
  handlers: DueHandlers
  /** `work` null: what is due could not be read. */
  onFault(error: unknown, work: DueWork | null): void
}

/** Work under way at a time. */
const atOnce = 50
/** A timer further ahead than this is set anew on the way: machines count in 31 bits. */
const longestSleepMs = 24 * 60 * 60 * 1000
/** After what could not be read or stored. */
const pauseMs = 5_000
const system = '00000000-0000-0000-0000-000000000000' as PersonId

/**
 * Does what is due, when it is due.
 *
 * 1. What is due is in the store: a restart goes on where it stopped.
 * 2. It sleeps until the next is due, and is told (`wake`) of an earlier one.
 * 3. At most `atOnce` are under way, each by itself: one that is slow or fails holds up nothing else.
 * 4. What failed is tried again later and later. Work that was set anew or taken back meanwhile stays as it then is.
 */
export class DueLoop {
  readonly #deps: DueLoopDeps
  readonly #underWay = new Map<string, Promise<void>>()
  readonly #stop = new AbortController()
  #cancel = () => {}
  #wakesAt: Instant = Infinity

  constructor(deps: DueLoopDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#plan()
  }

  /** Something is due at `at`, as a commit tells; null: nothing was set. */
  wake(at: Instant | null): void {
    if (at !== null && at < this.#wakesAt) this.#sleepUntil(at)
  }

  /** Resolves once nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#cancel()
    await Promise.all(this.#underWay.values())
  }

  /** Begins what is due as far as there is room, and sleeps until the next is. */
  #plan(): void {
    const room = atOnce - this.#underWay.size
    if (room <= 0) return
    const { read, clock, onFault } = this.#deps
    try {
      const soonest = read
        .due(Number.MAX_SAFE_INTEGER, atOnce + 1)
        .filter(({ id }) => !this.#underWay.has(id))
      const now = clock.now()
      const due = soonest.filter(({ dueAt }) => dueAt <= now).slice(0, room)
      for (const work of due) this.#begin(work)
      this.#sleepUntil(soonest[due.length]?.dueAt ?? null)
    } catch (error) {
      onFault(error, null)
      this.#sleepUntil(clock.now() + pauseMs)
    }
  }

  #sleepUntil(at: Instant | null): void {
    this.#cancel()
    this.#cancel = () => {}
    this.#wakesAt = at ?? Infinity
    // With no room left, whatever ends next plans anew.
    if (at === null || this.#stop.signal.aborted || this.#underWay.size >= atOnce) return
    const ms = Math.min(Math.max(0, at - this.#deps.clock.now()), longestSleepMs)
    this.#cancel = this.#deps.clock.after(ms, () => this.#plan())
  }

  #begin(work: DueWork): void {
    const ended = () => {
      this.#underWay.delete(work.id)
      if (!this.#stop.signal.aborted) this.#plan()
    }
    const attempt = this.#attempt(work).then((isStored) => {
      if (isStored || this.#stop.signal.aborted) ended()
      else this.#deps.clock.after(pauseMs, ended)
    })
    this.#underWay.set(work.id, attempt)
  }

  /** Whether its end is in the store; otherwise it is due still. */
  async #attempt(work: DueWork): Promise<boolean> {
    const { clock, handlers, onFault, submit } = this.#deps
    let againAt: Instant | null
    try {
      const handler = handlers[work.kind]
      if (!handler) throw new Error(`nothing here does due work of the kind ${work.kind}`)
      const outcome = await handler(work, this.#stop.signal)
      againAt = outcome === 'done' ? null : outcome.againAt
    } catch (error) {
      onFault(error, work)
      againAt = clock.now() + backOffMs(work.attempts)
    }
    const { id, dueAt, attempts } = work
    const settled = await submit({
      by: system,
      at: clock.now(),
      digest: '',
      command: {
        id: derivedId(`due ${id} ${dueAt} ${attempts}`) as CommandId,
        body: { kind: 'due.settle', work: { id, dueAt, attempts }, againAt },
      },
    })
    return settled.kind === 'done'
  }
}
