import type { FastifyInstance } from 'fastify'
import type { Registry } from '@prometheus-io/client'
import { answerRefusal } from './errors.ts'
import { isLoopback } from './origins.ts'

export type OperationDeps = {
  metrics: Registry
  /** True while requests can be served: storage open, not stopping. */
  isReady(): boolean
}

/** For whoever runs the server; nothing here is about a person. */
export async function operationRoutes(
  app: FastifyInstance,
  { metrics, isReady }: OperationDeps,
): Promise<void> {
  const hidden = { schema: { hide: true } }
  app.get('/healthz', hidden, async () => ({ ok: true }))
  app.get('/readyz', hidden, async (_request, reply) =>
    isReady() ? { ok: true } : answerRefusal(reply, 'shutting-down'),
  )
  app.get('/metrics', hidden, async (request, reply) => {
    // For a collector on this machine. A proxy would bring the world in under the same address, but it says so.
    const isLocal = isLoopback((request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''))
    if (!isLocal || request.headers['x-forwarded-for'] !== undefined)
      return answerRefusal(reply, 'not-found')
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}
