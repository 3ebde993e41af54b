import type { Accounts } from '../accounts/port.ts'
import type { Bus } from '../bus/port.ts'
import type { Clock } from '../clock.ts'
import type { Hub } from './hub.ts'

/** Half of what SPEC X4 allows, so that one late round still keeps it. */
const pollMs = 1_000

/**
 * Ends the sockets of sessions that ended: at once when the bus tells, within a second when it does not. Returns the undo.
 */
export function watchSessions(deps: {
  hub: Hub
  accounts: Pick<Accounts, 'endedAmong'>
  bus: Bus
  clock: Pick<Clock, 'now' | 'every'>
}): () => void {
  const { hub, accounts, bus, clock } = deps
  const deafen = bus.subscribe((hint) => hub.endSessions(hint.sessions))
  const stop = clock.every(pollMs, () => {
    const sessions = hub.sessions()
    if (sessions.length > 0) hub.endSessions(accounts.endedAmong(sessions, clock.now()))
  })
  return () => {
    deafen()
    stop()
  }
}
