import { safeFetchWrap } from '@atproto-labs/fetch-node'
import type { Post } from './port.ts'

/** A receiver that takes longer has not answered. */
const answerMs = 10_000

/**
 * Sends to public addresses only, checked where the connection is made, over https; with `allowPrivate` to any, over http,
 * too. Follows no redirect and reads nothing of an answer but its status, however long it is.
 */
export function createSafePost({
  allowPrivate,
  timeoutMs = answerMs,
}: {
  allowPrivate: boolean
  timeoutMs?: number
}): Post {
  const request = safeFetchWrap({
    allowHttp: allowPrivate,
    allowPrivateIps: allowPrivate,
    allowCustomPort: true,
    timeout: timeoutMs,
    // The body is never read, so its length is no reason to take a "yes" for a "no".
    responseMaxSize: Number.MAX_SAFE_INTEGER,
  })

  return async (url, headers, body) => {
    try {
      const answer = await request(url, { method: 'POST', headers, body, redirect: 'manual' })
      await answer.body?.cancel()
      return { status: answer.status }
    } catch (cause) {
      return { error: reasonOf(cause) }
    }
  }
}

/** Why nothing answered, in words an administrator can use; never the address, which they have. */
function reasonOf(cause: unknown): string {
  const chain: Error[] = []
  for (let error = cause; error instanceof Error; error = error.cause) chain.push(error)
  // Codes first: messages around them repeat their words.
  for (const error of chain) {
    const code = 'code' in error ? String(error.code) : ''
    if (error.name === 'HTTPParserError' || code.startsWith('HPE_'))
      return 'What answered is no web server.'
    const known = reasons[code] ?? reasons[error.name]
    if (known !== undefined) return known
  }
  const words = chain.map(({ message }) => message).join(' ')
  if (/non-unicast|not a public/i.test(words)) return 'The address is not a public one.'
  if (/protocol|forbidden|port|host/i.test(words)) return 'This kind of address is not used.'
  return 'No connection.'
}

const reasons: Partial<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was cut off.',
  UND_ERR_SOCKET: 'The connection was cut off.',
  ENOTFOUND: 'The name of the host is unknown.',
  EAI_AGAIN: 'The name of the host could not be looked up.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is not trusted.',
  TimeoutError: 'No answer in time.',
  AbortError: 'No answer in time.',
}
