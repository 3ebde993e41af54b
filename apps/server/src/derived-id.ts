import { hash } from 'node:crypto'

/** The UUID that follows from a text, the same on every machine: 122 bits of its SHA-256 (RFC 9562, version 8). */
export function derivedId(text: string): string {
  const hex = hash('sha256', text, 'hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
