import type { Difference } from './views.ts'

type Row = { id: string }
type WithRows = { rows: readonly Row[] }

/**
 * What a page must be told to get from `former` to `next`; null when nothing changed. Without a former result it is whole.
 * Results are plain JSON; `rows`, where there are any, have ids that occur once.
 */
export function difference(former: object | null, next: object): Difference | null {
  const rest = restOf(next)
  const found: Difference = {}
  if (!former || !isSame(restOf(former), rest)) found.rest = rest
  if (hasRows(next)) {
    const known = new Map(former && hasRows(former) ? former.rows.map((row) => [row.id, row]) : [])
    const set = next.rows.filter((row) => !isSame(known.get(row.id), row))
    if (set.length > 0) found.set = set
    const order = next.rows.map((row) => row.id)
    if (!former || !isSame([...known.keys()], order)) found.order = order
  }
  return Object.keys(found).length === 0 ? null : found
}

/** The page's side of `difference`: rows that did not change stay the same objects. */
export function applyDifference<T extends object>(result: T | null, change: Difference): T {
  const rest = change.rest ?? (result ? restOf(result) : {})
  if (!change.order && !change.set && !(result && hasRows(result))) return rest as T
  const former = result && hasRows(result) ? result.rows : []
  const byId = new Map<string, Row>(former.map((row) => [row.id, row]))
  for (const row of change.set ?? []) byId.set(row.id, row)
  const order = change.order ?? former.map((row) => row.id)
  const rows = order.flatMap((id) => byId.get(id) ?? [])
  // Both sides are made from results of the same query, whose shape this is.
  return { ...rest, rows } as T
}

/** Equal as JSON, whatever the order of keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [keys, otherKeys] = [Object.keys(one), Object.keys(other)]
  if (keys.length !== otherKeys.length) return false
  const left = one as Record<string, unknown>
  const right = other as Record<string, unknown>
  return keys.every((key) => key in right && isSame(left[key], right[key]))
}

function hasRows(result: object): result is WithRows {
  return 'rows' in result && Array.isArray(result.rows)
}

function restOf(result: object): Record<string, unknown> {
  if (!hasRows(result)) return { ...result }
  const { rows: _, ...rest } = result as WithRows & Record<string, unknown>
  return rest
}
