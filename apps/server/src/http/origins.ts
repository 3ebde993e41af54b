import type { IncomingHttpHeaders } from 'node:http'

/** Where the server is reached: `url` is what people open, `origins` all pages that may talk to it. */
export type Address = { url: string; origins: readonly string[] }

/** The default host answers under its names on this machine; any other only under the address given. */
export function addressOf(options: { url: string | null; host: string; port: number }): Address {
  const { url, host, port } = options
  if (url !== null) {
    const { origin } = new URL(url)
    return { url: origin, origins: [origin] }
  }
  const named = isLoopback(host) || isWildcard(host) ? [] : [host]
  const origins = ['localhost', '127.0.0.1', '[::1]', ...named].map((name) => originOf(name, port))
  return { url: originOf(named[0] ?? 'localhost', port), origins: [...new Set(origins)] }
}

export const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.')
const isWildcard = (host: string) => host === '0.0.0.0' || host === '::'
/** Leaves out port 80, as browsers do. */
const originOf = (name: string, port: number) =>
  new URL(`http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`)
    .origin

/** Compared letter by letter: browsers send origins in one exact form, so anything that nearly fits is not ours. */
export function originKind(
  origin: string | undefined,
  origins: readonly string[],
): 'ours' | 'foreign' | 'absent' {
  if (origin === undefined) return 'absent'
  return origins.includes(origin) ? 'ours' : 'foreign'
}

/**
 * Whether a request that changes something may come from where it says (SPEC X5 for HTTP). Browsers say it in one of two
 * headers; a program says nothing, and then a cookie does not count either.
 */
export function mayChange(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const kind = originKind(headers.origin, origins)
  if (kind !== 'absent') return kind === 'ours'
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return headers.cookie === undefined
}
