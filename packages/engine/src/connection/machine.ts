import { errors, type ErrorCode, type Instant } from '@parley/protocol'
import { backOffMs } from './back-off.ts'

/** How far the socket is. `attempt` counts tries since the engine was last live. */
export type LinkState =
  | { kind: 'idle' }
  /** The bearer is being fetched. */
  | { kind: 'signing'; attempt: number }
  | { kind: 'opening'; attempt: number; token: string | null }
  /** Hello has left, welcome has not come. */
  | { kind: 'greeting'; attempt: number }
  | { kind: 'online'; attempt: number; live: boolean }
  | { kind: 'waiting'; attempt: number; retryAt: Instant }
  | { kind: 'signed-out' }
  | { kind: 'stopped'; code: ErrorCode }

export type LinkEvent =
  | { kind: 'start' }
  | { kind: 'stop' }
  /** Someone asks to try now. */
  | { kind: 'hurry' }
  | { kind: 'retry-due' }
  | { kind: 'token'; token: string | null }
  | { kind: 'no-token' }
  | { kind: 'opened' }
  | { kind: 'welcome' }
  /** Nothing is missing any more. */
  | { kind: 'caught-up' }
  | { kind: 'closing'; code: ErrorCode }
  /** The socket ended, went silent, or something on this side failed. */
  | { kind: 'lost' }
  /** What came is no frame of this version. */
  | { kind: 'not-understood' }

export type LinkEffect =
  | { kind: 'fetch-token' }
  | { kind: 'open' }
  | { kind: 'hello'; token: string | null }
  | { kind: 'close' }
  | { kind: 'retry-at'; at: Instant }

export type LinkContext = { now: Instant; random: number }

/** What to do next with the socket. Pure: events that do not fit the state change nothing. */
export function decide(
  state: LinkState,
  event: LinkEvent,
  context: LinkContext,
): { state: LinkState; effects: LinkEffect[] } {
  const same = { state, effects: [] }
  const trying = (attempt: number) => ({
    state: { kind: 'signing' as const, attempt },
    effects: [{ kind: 'fetch-token' as const }],
  })
  const ended = (next: LinkState) => ({ state: next, effects: [{ kind: 'close' as const }] })
  const later = (attempt: number) => {
    const at = context.now + backOffMs(attempt, context.random)
    return {
      state: { kind: 'waiting' as const, attempt: attempt + 1, retryAt: at },
      effects: [{ kind: 'close' as const }, { kind: 'retry-at' as const, at }],
    }
  }
  const connected =
    state.kind === 'signing' ||
    state.kind === 'opening' ||
    state.kind === 'greeting' ||
    state.kind === 'online'

  switch (event.kind) {
    case 'start':
      return state.kind === 'idle' ? trying(0) : same
    case 'stop':
      return state.kind === 'idle' ? same : ended({ kind: 'idle' })
    case 'hurry':
      if (state.kind === 'waiting') return trying(state.attempt)
      return state.kind === 'signed-out' || state.kind === 'stopped' ? trying(0) : same
    case 'retry-due':
      return state.kind === 'waiting' ? trying(state.attempt) : same
    case 'token':
      if (state.kind !== 'signing') return same
      return {
        state: { kind: 'opening', attempt: state.attempt, token: event.token },
        effects: [{ kind: 'open' }],
      }
    case 'no-token':
      return state.kind === 'signing' ? ended({ kind: 'signed-out' }) : same
    case 'opened':
      if (state.kind !== 'opening') return same
      return {
        state: { kind: 'greeting', attempt: state.attempt },
        effects: [{ kind: 'hello', token: state.token }],
      }
    case 'welcome':
      if (state.kind !== 'greeting') return same
      return { state: { kind: 'online', attempt: state.attempt, live: false }, effects: [] }
    case 'caught-up':
      if (state.kind !== 'online') return same
      return { state: { kind: 'online', attempt: 0, live: true }, effects: [] }
    case 'closing':
      if (!connected) return same
      return refusalEnds(event.code) ? ended(afterRefusal(event.code)) : later(state.attempt)
    case 'lost':
      return connected ? later(state.attempt) : same
    case 'not-understood':
      return connected ? ended({ kind: 'stopped', code: 'unsupported-version' }) : same
  }
}

function refusalEnds(code: ErrorCode): boolean {
  return errors[code].retry === 'never' || errors[code].retry === 'sign-in'
}

/** Another person at the same address is no matter of signing in again: this cache is not theirs. */
function afterRefusal(code: ErrorCode): LinkState {
  const signIn = errors[code].retry === 'sign-in' && code !== 'other-person'
  return signIn ? { kind: 'signed-out' } : { kind: 'stopped', code }
}
