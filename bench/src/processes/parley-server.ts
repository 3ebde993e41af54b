import { createServer } from 'node:net'
import type { Child, Children } from './children.ts'
import type { ServerProbe } from './server-probe.ts'

const main = new URL('../../../apps/server/src/main.ts', import.meta.url)
const probe = new URL('./server-probe.ts', import.meta.url)

export type ParleyServer = { port: number; setupCode: string; child: Child<ServerProbe> }

/** How long a start may take. */
const startMs = 60_000

/** Starts the real server on this machine alone, with its data in `data`. `profile`: a folder for a CPU profile of it. */
export async function startParley(
  children: Children,
  { data, profile }: { data: string; profile?: string | undefined },
): Promise<ParleyServer> {
  const port = await freePort()
  const child = children.start<ServerProbe>(main, {
    args: ['--port', String(port), '--data', data, '--trust-proxy', '--log', 'error'],
    preload: [probe],
    flags: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  })
  const deadline = performance.now() + startMs
  while (!(await answers(port))) {
    if (performance.now() > deadline) throw new Error('the server did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
    // Rejects when the server has ended, which says more than a time-out would.
    await child.ask('usage')
  }
  return { port, child, setupCode: /set-up code: (\S+)/.exec(child.output())?.[1] ?? '' }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
