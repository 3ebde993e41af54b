import { fork, type ChildProcess } from 'node:child_process'
import type { Answer, Handlers, Question } from './answering.ts'

/** A process of ours, asked by name what its handlers answer. */
export type Child<H extends Handlers> = {
  ask<N extends keyof H & string>(
    name: N,
    ...args: Parameters<H[N]>
  ): Promise<Awaited<ReturnType<H[N]>>>
  /** Its standard output so far. */
  output(): string
  stop(): Promise<void>
}

/** How long a child may take to end by itself. */
const stopMs = 10_000

/** The processes of one bench: what it started it ends, and nothing else. */
export class Children {
  readonly #running = new Set<{ stop(): Promise<void> }>()

  /** Starts `file`; `preload` runs before it in the same process. */
  start<H extends Handlers>(
    file: URL,
    {
      args = [],
      preload = [],
      cwd,
      flags = [],
    }: { args?: string[]; preload?: URL[]; cwd?: string; flags?: string[] } = {},
  ): Child<H> {
    const child = fork(file, args, {
      execArgv: [...flags, ...preload.flatMap((url) => ['--import', url.href])],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      ...(cwd === undefined ? {} : { cwd }),
    })
    const handle = { ...asking<H>(child), stop: () => stop(child) }
    this.#running.add(handle)
    child.once('exit', () => this.#running.delete(handle))
    return handle
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running].map((child) => child.stop()))
  }
}

function asking<H extends Handlers>(child: ChildProcess): Omit<Child<H>, 'stop'> {
  let next = 1
  let output = ''
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.on('message', (message) => {
    const answer = message as Answer
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.value)
  })
  child.once('exit', (code, signal) => {
    const error = new Error(`a process of the bench ended early (${signal ?? code})`)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  })
  return {
    output: () => output,
    ask: (name, ...args) =>
      new Promise<never>((resolve, reject) => {
        if (!child.connected) return reject(new Error(`asked ${name} of a process that has ended`))
        const id = next++
        // The handlers' types say what comes back under this name.
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
        child.send({ id, ask: name, args } satisfies Question)
      }),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const late = setTimeout(() => child.kill('SIGKILL'), stopMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(late)
}
