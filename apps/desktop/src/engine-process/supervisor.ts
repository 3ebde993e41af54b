import type { Account, EngineOpening } from '@parley/engine'
import { type HostAnswer, hostAnswerSchema, type HostRequest } from '../engine-host/messages.ts'

/** A running engine process, as the main process holds it. `Port` is whatever it can send along. */
export type EngineProcess<Port> = {
  post(message: HostRequest, port?: Port): void
  kill(): void
}
export type Fork<Port> = (hear: {
  message(message: unknown): void
  exit(): void
}) => EngineProcess<Port>

export type SupervisorDeps<Port> = {
  fork: Fork<Port>
  /** Calls once after `ms` and returns its undo. */
  setTimer(ms: number, run: () => void): () => void
  /** The process ended without being told to. What was queued is on disk; the page has to open its engine again. */
  onCrash(): void
}

/** Closing waits for a transaction or a socket, never for the network: past this the process hangs. */
const closeMs = 5_000

type Request = HostRequest extends infer R
  ? R extends { n: number }
    ? Omit<R, 'n'>
    : never
  : never

/** Starts the engine's process when it is first needed and speaks with it. One process serves one start of the app. */
export class Supervisor<Port> {
  readonly #deps: SupervisorDeps<Port>
  #process: EngineProcess<Port> | null = null
  #next = 0
  readonly #waiting = new Map<
    number,
    { resolve(answer: HostAnswer): void; reject(error: Error): void }
  >()

  constructor(deps: SupervisorDeps<Port>) {
    this.#deps = deps
  }

  /** Starts the process ahead of need. */
  warm(): void {
    this.#running()
  }

  /** Closes what was open before. Rejects when the files cannot be opened at all. */
  async open(
    request: { account: Account; token: string | null; dir: string },
    port: Port,
  ): Promise<EngineOpening> {
    const answer = await this.#ask({ t: 'open', ...request }, port)
    if (answer.t !== 'opened') throw new Error(answer.t === 'failed' ? answer.message : answer.t)
    return answer.opening
  }

  /** Resolves once nothing is open any more, by force if need be. */
  async close(queue: 'keep' | 'discard'): Promise<void> {
    if (!this.#process) return
    const closing = this.#process
    const cancel = this.#deps.setTimer(closeMs, () => this.#end(closing))
    await this.#ask({ t: 'close', queue }).catch(() => this.#end(closing))
    cancel()
  }

  stop(): void {
    if (this.#process) this.#end(this.#process)
  }

  #running(): EngineProcess<Port> {
    if (this.#process) return this.#process
    const started: EngineProcess<Port> = this.#deps.fork({
      message: (message) => this.#hear(message),
      exit: () => {
        if (this.#process !== started) return
        this.#gone()
        this.#deps.onCrash()
      },
    })
    this.#process = started
    return started
  }

  #ask(request: Request, port?: Port): Promise<HostAnswer> {
    const running = this.#running()
    const n = (this.#next += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject })
      running.post({ ...request, n }, port)
    })
  }

  #hear(message: unknown): void {
    const answer = hostAnswerSchema.parse(message)
    const waiting = this.#waiting.get(answer.n)
    this.#waiting.delete(answer.n)
    waiting?.resolve(answer)
  }

  #end(running: EngineProcess<Port>): void {
    if (this.#process !== running) return
    this.#gone()
    running.kill()
  }

  #gone(): void {
    this.#process = null
    for (const { reject } of this.#waiting.values()) reject(new Error('the engine process ended'))
    this.#waiting.clear()
  }
}
