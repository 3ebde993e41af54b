import websocket from '@fastify/websocket'
import { limits } from '@parley/protocol'
import type { FastifyInstance } from 'fastify'
import { serveConnection, type ConnectionDeps } from '../sync/connection.ts'
import { wsWire } from '../sync/ws-wire.ts'
import { originKind, type Address } from './origins.ts'

export const syncPath = '/api/v1/sync'

/** The socket. Whose it is shows in its first frame, not here; a cookie counts only with an exact Origin (SPEC X5). */
export async function syncRoute(
  app: FastifyInstance,
  { sync, address }: { sync: ConnectionDeps; address: Address },
): Promise<void> {
  await app.register(websocket, {
    options: {
      // Twice what a frame may hold: what is a little too large is answered with a code, what is far too large is cut.
      maxPayload: limits.frameBytes * 2,
      perMessageDeflate: false,
    },
    // Sockets are told `shutting-down` before the app closes; the plugin's own close would say nothing.
    preClose: (done) => done(),
  })
  app.get(syncPath, { websocket: true, schema: { hide: true } }, (ws, request) => {
    const origin = originKind(request.headers.origin, address.origins)
    const cookie = origin === 'ours' ? (request.headers.cookie ?? null) : null
    serveConnection(sync, { wire: wsWire(ws, request.raw.socket), caller: { cookie, origin } })
  })
}
