import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))

/** The real server with the sample workspace, in a process of its own. */
export type LiveServer = {
  readonly address: string
  /** Its data folder. */
  readonly data: string
  /** kill -9: nothing is flushed, nobody is told. */
  kill(): Promise<void>
  /** On the same port and data. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** `more`: further options of its command line. */
export async function startServer(more: readonly string[] = []): Promise<LiveServer> {
  const data = await mkdtemp(join(tmpdir(), 'parley-e2e-'))
  const port = await freePort()
  let running = await run(port, data, more)
  async function kill() {
    if (running.exitCode !== null || running.signalCode !== null) return
    const gone = once(running, 'exit')
    running.kill('SIGKILL')
    await gone
  }
  return {
    address: `http://localhost:${port}`,
    data,
    kill,
    async restart() {
      await kill()
      running = await run(port, data, more)
    },
    async remove() {
      await kill()
      await rm(data, { recursive: true })
    },
  }
}

/** Resolves when it says that it is ready; rejects with what it printed when it ends instead. */
async function run(port: number, data: string, more: readonly string[]): Promise<ChildProcess> {
  // The tests themselves run on the Node that the server needs.
  const child = spawn(
    process.execPath,
    [main, '--port', String(port), '--data', data, '--sample', ...more],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Parley is ready')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`the server ended:\n${printed}`)))
  })
  return child
}

/** Free when asked; the server's origin has to name its port, so it cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  server.close()
  await once(server, 'close')
  if (bound === null || typeof bound === 'string') throw new Error('no free port')
  return bound.port
}
