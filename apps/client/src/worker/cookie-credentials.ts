import type { Credentials } from '@parley/engine'

/**
 * The cookie does it. Its own end is moved by answers to HTTP calls alone, never by a socket: whoever only ever had the sync socket
 * open would be signed out after a month of daily use.
 */
export function cookieCredentials(origin: string, request: typeof fetch): Credentials {
  return {
    token: () => Promise.resolve(null),
    async renew() {
      const { ok, status } = await request(`${origin}/api/v1/session`, { cache: 'no-store' })
      if (!ok) throw new Error(`the session was not prolonged: ${status}`)
      return null
    },
  }
}
