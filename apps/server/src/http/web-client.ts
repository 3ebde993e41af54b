import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { answerRefusal } from './errors.ts'

/** Names with a hash of their content never change what they hold. */
const forever = 'public, max-age=31536000, immutable'

/**
 * Serves the built web client from `folder` (null: none). Addresses without a file are the client's own pages and get its
 * index.html; under /api they are unknown.
 */
export async function webClient(app: FastifyInstance, folder: string | null): Promise<void> {
  const built = folder !== null && existsSync(join(folder, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        void reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? forever : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    if (!isPage) return answerRefusal(reply, 'not-found')
    if (!built)
      return reply.code(404).type('text/plain').send('The web client is not built here.\n')
    return reply.sendFile('index.html')
  })
}
