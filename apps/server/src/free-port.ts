import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port of `host` that is free now, for `--port 0`. Chosen before anything is built, because cookies, links and the allowed
 * Origin name it.
 */
export async function freePort(host: string): Promise<number> {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}
