import type { Clock, Credentials } from '../ports.ts'
import type { Requests } from './requests.ts'

export type Renewal = {
  /** While connected, at least once a minute: by the wall clock, so that a machine which slept is not late. */
  check(): void
}

/** A session lasts days; half of one leaves many tries. */
const renewMs = 12 * 3_600_000
const retryMs = 15 * 60_000

/** Keeps the sign-in from ending under a connection that stands for weeks, and a cookie from ending while it is used (SPEC X5). */
export function createRenewal(deps: {
  clock: Clock
  credentials: Credentials
  requests: Requests
  isOnline(): boolean
  guarded(run: () => void): void
}): Renewal {
  const { clock } = deps
  let dueAt = 0
  const tell = (token: string | null) => {
    if (token === null || !deps.isOnline()) return
    deps.requests.ask({ t: 'session.refresh', token }, (reply) => {
      if (reply.kind !== 'answer') again()
    })
  }
  const again = () => {
    dueAt = Math.min(dueAt, clock.now() + retryMs)
  }
  return {
    check() {
      if (clock.now() < dueAt) return
      dueAt = clock.now() + renewMs
      deps.credentials.renew().then(
        (token) => deps.guarded(() => tell(token)),
        // Signed out, or the server is not there: the connection itself meets either.
        again,
      )
    },
  }
}
