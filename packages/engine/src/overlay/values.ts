import {
  foldValue,
  isValueCommand,
  kindOfCommand,
  roomOfCommand,
  type PersonalKind,
  type PersonId,
  type RoomId,
  type Seq,
  type ValueCommand,
} from '@parley/protocol'
import type { Values } from '../cache/value-index.ts'
import type { OutboxRow } from '../store/port.ts'

type Standing = {
  me: PersonId
  /** The room's head as far as it is known here; 0 for a room the person is not in. */
  head(room: RoomId): Seq
}

/** A kind's values once what is queued is through (SPEC O2); the same map when nothing of the kind is queued. */
export function valuesAfter<K extends PersonalKind>(
  kind: K,
  held: Values<K>,
  rows: readonly OutboxRow[],
  standing: Standing,
): Values<K> {
  const queued = rows.filter(
    ({ state, command }) => state.kind !== 'failed' && kindOfCommand(command.body)?.kind === kind,
  )
  if (queued.length === 0) return held
  const values = new Map<string, unknown>(held)
  for (const { command, queuedAt } of queued) {
    const { body, id } = command
    if (!isValueCommand(body)) continue
    const subject = subjectOf(body)
    const room = roomOfCommand(body)
    const head = room === null ? 0 : standing.head(room)
    const folded = foldValue(values.get(subject) ?? null, body, {
      by: standing.me,
      id,
      at: queuedAt,
      head,
    })
    if (folded.kind !== 'set') continue
    if (folded.value.value === null) values.delete(subject)
    else values.set(subject, folded.value.value)
  }
  // The kind's own fold made them.
  return values as Values<PersonalKind> as Values<K>
}

function subjectOf(body: ValueCommand): string {
  return kindOfCommand(body)?.subjectOf(body) ?? ''
}

/** Queued commands that `body` takes the place of, as it says the whole value (SPEC E21). */
export function replacedBy(body: ValueCommand, rows: readonly OutboxRow[]): OutboxRow[] {
  const kind = kindOfCommand(body)
  if (!kind?.latestOnly) return []
  return rows.filter(
    ({ state, command }) =>
      state.kind === 'queued' &&
      isValueCommand(command.body) &&
      kindOfCommand(command.body) === kind &&
      kind.subjectOf(command.body) === kind.subjectOf(body),
  )
}
