import type { SessionId } from '../accounts/port.ts'

/**
 * What one part of the server tells all others, in every process. Hints only: who misses one finds out by asking the
 * accounts or the store, so losing all of them costs delay, never data or rights (SPEC X4).
 */
export type Hint = { kind: 'sessions.ended'; sessions: readonly SessionId[] }

export type Bus = {
  publish(hint: Hint): void
  /** Hears every later hint, its own process's too; returns the undo. */
  subscribe(hear: (hint: Hint) => void): () => void
}
