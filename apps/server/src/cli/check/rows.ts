import { entrySchema, roomStateSchema, type Entry, type RoomState } from '@parley/protocol'

export type EntryRow = {
  seq: number
  id: string
  at: number
  by: string
  kind: string
  target: string | null
  messages: number
  changed_seq: number | null
  deleted: number
  body: string
  item: string | null
}

export const entryColumns =
  'seq, id, at, by, kind, target, messages, changed_seq, deleted, body, item'

/** The entry of a row; null when its text does not parse or says another kind than its column. */
export function entryOf({ seq, id, at, by, kind, body }: EntryRow): Entry | null {
  const parsed = entrySchema.safeParse({ seq, id, at, by, body: jsonOf(body) })
  return parsed.success && parsed.data.body.kind === kind ? parsed.data : null
}

const withoutMembers = roomStateSchema.omit({ members: true })

export function stateOf(text: string): Omit<RoomState, 'members'> | null {
  const parsed = withoutMembers.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : null
}

/** Undefined where the text is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
