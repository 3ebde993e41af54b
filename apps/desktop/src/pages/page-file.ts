import { isOwnAddress, appOrigin } from '../app-address.ts'

/** No part of a path may hold these: separators, NUL, and what Windows gives a meaning (drive, stream, wildcard, pipe). */
const forbidden = /[/\\:*?"<>|\u0000-\u001f]/

/**
 * The file of the built client that an address asks for, as the parts of a relative path; null for anything that is not
 * plainly inside it. An address without a file's ending is a place in the interface: its page is index.html.
 */
export function pageFile(address: string): string[] | null {
  if (!isOwnAddress(address)) return null
  const path = address.slice(appOrigin.length).split(/[?#]/, 1)[0] ?? ''
  const parts: string[] = []
  for (const raw of path.split('/').slice(1)) {
    const part = decoded(raw)
    // A leading dot covers `.`, `..` and hidden files at once.
    if (part === null || part.startsWith('.') || forbidden.test(part)) return null
    parts.push(part)
  }
  const last = parts.at(-1) ?? ''
  if (!last.includes('.')) return ['index.html']
  return parts.includes('') ? null : parts
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
