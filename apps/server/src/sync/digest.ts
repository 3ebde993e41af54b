import { hash } from 'node:crypto'

/** What identifies a payload whatever the order of its keys (SPEC K3): 16 bytes of SHA-256 in hex. */
export function digestOf(value: unknown): string {
  return hash('sha256', canonical(value), 'hex').slice(0, 32)
}

/** JSON with sorted keys. The value came out of a schema: no cycles, no undefined, no dates. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}
