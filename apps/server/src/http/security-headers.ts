import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { mayChange, type Address } from './origins.ts'
import { Refusal } from './errors.ts'

/**
 * The policy of every answer. Sockets are named, as not every browser counts them under 'self'; an IPv6 address cannot be
 * (CSP 3 has no syntax for one), and browsers that open such pages are new enough to do without.
 */
export function contentSecurityPolicy({ origins }: Address): Record<string, string[]> {
  const sockets = origins
    .filter((origin) => !origin.includes('['))
    .map((origin) => origin.replace(/^http/, 'ws'))
  return {
    'default-src': ["'none'"],
    // The cache is SQLite compiled to WebAssembly.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...sockets],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'none'"],
    // No string becomes script or HTML; the page's one policy passes its own scripts' addresses.
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'],
  }
}

export async function guardRequests(app: FastifyInstance, address: Address): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(address) },
    strictTransportSecurity: address.url.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(
      'permissions-policy',
      'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
    )
    // Whatever is asked under /api may be about one person: no cache between us may keep it.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'private, no-store')
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (changes && !mayChange(request.headers, address.origins)) throw new Refusal('wrong-origin')
  })
}
