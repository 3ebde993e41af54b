import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { StepFailed } from './steps.ts'

type Program = ChildProcessByStdio<null, Readable, Readable>

export type ProgramOptions = { cwd?: string; env?: Record<string, string>; echo?: boolean }
export type Ended = { code: number; output: string }

/**
 * The programs a script has running, and the duty to leave none behind.
 *
 * 1. Each program leads its own process group, so that ending it ends what it started (browsers, workers).
 * 2. A signal to the script, or the death of its parent, ends all groups before the script exits.
 */
export class Processes {
  readonly #running = new Set<Program>()
  #ending: Promise<void> | undefined

  /** Throws StepFailed once everything is being ended. */
  start(program: string, args: readonly string[], options: ProgramOptions = {}): Program {
    if (this.#ending) throw new StepFailed('Stopped.')
    const child = spawn(program, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    this.#running.add(child)
    child.once('close', () => this.#running.delete(child))
    child.once('error', () => this.#running.delete(child))
    return child
  }

  /**
   * Runs a program to its end. `echo` shows its output as it comes; it is returned either way. A program
   * that does not start ends with 127.
   */
  async run(
    program: string,
    args: readonly string[],
    options: ProgramOptions = {},
  ): Promise<Ended> {
    const child = this.start(program, args, options)
    let output = ''
    for (const [stream, shown] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (options.echo) shown.write(chunk)
      })
    }
    return new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: 127, output: error.message }))
      child.once('close', (code) => resolve({ code: code ?? 1, output }))
    })
  }

  /** Runs a TypeScript or JavaScript file of ours, or a tool's, on the Node that runs this. */
  node(file: string, args: readonly string[], options?: ProgramOptions): Promise<Ended> {
    return this.run(process.execPath, [file, ...args], options)
  }

  /** Asks every program to end; after `graceMs` what is left is killed. */
  endAll(graceMs = 11_000): Promise<void> {
    this.#ending ??= this.#endAll(graceMs)
    return this.#ending
  }

  async #endAll(graceMs: number): Promise<void> {
    const left = [...this.#running].filter((child) => child.pid !== undefined)
    const closed = Promise.all(left.map((child) => once(child, 'close')))
    for (const child of left) signalGroup(child, 'SIGTERM')
    const timer = setTimeout(() => left.forEach((child) => signalGroup(child, 'SIGKILL')), graceMs)
    await closed
    clearTimeout(timer)
    // A leader that left early may have left its group behind.
    for (const child of left) signalGroup(child, 'SIGKILL')
  }

  /** From now on a signal, or the end of the parent process, ends everything, does `last` and exits. */
  endOnSignal(exitCode: number, last: () => void = () => {}): void {
    const end = () => {
      if (this.#ending) return
      void this.endAll().finally(() => {
        last()
        process.exit(exitCode)
      })
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
    process.on('disconnect', end)
    // Listening for it must not keep a finished script alive.
    process.channel?.unref()
  }
}

function signalGroup(child: Program, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
