/** Names of this very machine: only to these may a password travel without TLS. */
const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

export type ParsedAddress = { ok: true; address: string } | { ok: false; sentence: string }

/**
 * What a person typed, as a server's origin without a closing slash. A bare name is meant as https, except for this machine. A
 * path or a query is dropped: people paste the address of a room.
 */
export function parseServerAddress(text: string): ParsedAddress {
  const typed = text.trim()
  const bare = typed.replace(/^https?:\/\//i, '')
  const scheme = /^http:/i.test(typed) || (bare === typed && isLocal(bare)) ? 'http' : 'https'
  const url = URL.parse(`${scheme}://${bare}`)
  if (!url || bare.includes('://') || typed.length > 255 || url.username || url.password) {
    return { ok: false, sentence: 'This is not an address. It looks like chat.example.com.' }
  }
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) {
    return {
      ok: false,
      sentence:
        'Without https your password could be read on its way. Ask for the https address; only localhost, this very machine, does without.',
    }
  }
  return { ok: true, address: url.origin }
}

function isLocal(bare: string): boolean {
  return loopback.test(URL.parse(`http://${bare}`)?.hostname ?? '')
}

/** The same for an address from a file or from the page: nothing is guessed. */
export function isServerAddress(text: string): boolean {
  const parsed = parseServerAddress(text)
  return parsed.ok && parsed.address === text
}
