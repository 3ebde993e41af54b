import { once } from 'node:events'
import { createServer } from 'node:net'
import { Problem } from './problem.ts'

/**
 * A port of `host` that is free now, for `--port 0`. Chosen before anything is built, because cookies, links and the allowed
 * Origin name it. Throws a Problem when the address is not ours.
 */
export async function freePort(host: string): Promise<number> {
  const probe = createServer().listen(0, host)
  try {
    await once(probe, 'listening')
  } catch (cause) {
    throw new Problem(`The server cannot listen on ${host}.`, { cause })
  }
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}
