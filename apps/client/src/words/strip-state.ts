import type { ConnectionState, StatusView } from '@parley/engine'
import type { StripState } from '../status/connection-strip.tsx'
import { sentenceOf } from './errors.ts'

/** What of the engine's status the strip shows. */
export function stripOf(status: StatusView | undefined, newVersion: boolean): StripState {
  if (status === undefined) return { kind: 'none' }
  const { connection, queued, failed, lostDrafts, durable, full } = status
  // The connection comes and goes with it: it is the cause that helps.
  if (full) return { kind: 'full' }
  const standing = standingOf(connection, queued)
  if (standing !== undefined) return standing
  if (failed + lostDrafts > 0) return { kind: 'failed', count: failed + lostDrafts }
  if (newVersion) return { kind: 'new-version' }
  return durable ? { kind: 'none' } : { kind: 'not-kept' }
}

function standingOf(connection: ConnectionState, queued: number): StripState | undefined {
  switch (connection.kind) {
    case 'live':
    case 'catching-up':
      return undefined
    case 'connecting':
      return { kind: 'reconnecting', queued }
    case 'offline':
      return { kind: 'offline', queued }
    case 'signed-out':
      return { kind: 'signed-out' }
    case 'stopped':
      return { kind: 'stopped', sentence: sentenceOf(connection.code) }
  }
}
