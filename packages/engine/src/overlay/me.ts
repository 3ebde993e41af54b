import { changedPerson, type Person } from '@parley/protocol'
import type { OutboxRow } from '../store/port.ts'

/**
 * The person as they will be once what is queued about their own profile is through. Asked for with every row of a list, so
 * the last answer is kept for the same profile and queue.
 */
export function createMe(known: () => Person, queued: () => readonly OutboxRow[]): () => Person {
  let last: { base: Person; rows: readonly OutboxRow[]; me: Person } | null = null
  return () => {
    const [base, rows] = [known(), queued()]
    if (last?.base === base && last.rows === rows) return last.me
    last = { base, rows, me: meAfter(base, rows) }
    return last.me
  }
}

function meAfter(me: Person, rows: readonly OutboxRow[]): Person {
  let shown = me
  for (const { command, state } of rows)
    if (command.body.kind === 'profile.change' && state.kind !== 'failed')
      shown = changedPerson(shown, command.body)
  return shown
}
