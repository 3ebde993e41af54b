import type { EngineApi, EngineEvents } from '@parley/engine'
import { createBirpc } from 'birpc'
import type { Seat, SharedEngine } from './shared-engine.ts'
import type { Wire } from './wire.ts'

/** Serves the shared engine to one tab on `wire`. Returns what ends it. */
export function serveSeat(engine: SharedEngine, wire: Wire): () => void {
  const page = createBirpc<EngineEvents, Partial<EngineApi>>(
    {},
    {
      post: (message: unknown) => wire.post(message),
      on: (hear) => wire.listen((message) => isCall(message) && hear(message)),
      resolver: (name) => (Object.hasOwn(seat, name) ? calls[name] : undefined),
      eventNames: ['difference'],
      timeout: -1,
    },
  )
  const seat: Seat = engine.join({
    difference: (id, difference) => void page.difference(id, difference),
  })
  const calls = seat as Record<string, (...args: never[]) => unknown>
  return () => {
    seat.leave()
    page.$close()
    wire.close()
  }
}

/** What birpc sends has a one-letter `t`; our own words beside it are longer. */
export function isCall(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    't' in message &&
    (message.t === 'q' || message.t === 's')
  )
}
