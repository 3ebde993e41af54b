import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A server of its own process, on a free port of this machine. */
export type ServerProcess = {
  port: number
  /** kill -9, and the wait until it is gone. Killing again changes nothing. */
  kill(): Promise<void>
}

/** Starts the server on `data` with the sample workspace; rejects with what it said when it ends before it is ready. */
export async function startServer(data: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main, '--port', '0', '--data', data, '--sample'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const port = await readyPort(child)
  return {
    port,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const ready = /Parley is ready at http:\/\/localhost:(\d+)/.exec(said)
      if (ready) resolve(Number(ready[1]))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`The server ended before it was ready: ${said}`)))
    child.once('error', reject)
  })
}
