import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url))

/** A real server with the sample workspace, as a process of its own, so that it can be killed. */
export type ServerProcess = {
  readonly address: string
  /** Resolves when it answers. */
  start(): Promise<void>
  /** SIGKILL: nothing is written any more. */
  kill(): Promise<void>
}

export async function serverProcess(data: string): Promise<ServerProcess> {
  const port = await freePort()
  let child: ChildProcess | null = null
  return {
    address: `http://localhost:${port}`,
    async start() {
      const args = [main, '--port', String(port), '--data', data, '--sample']
      const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      child = started
      for await (const line of createInterface({ input: started.stdout }))
        if (line.startsWith('Parley is ready')) return
      throw new Error('the server ended before it was ready')
    },
    async kill() {
      const killed = child
      child = null
      if (!killed || killed.exitCode !== null || killed.signalCode !== null) return
      killed.kill('SIGKILL')
      await once(killed, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
