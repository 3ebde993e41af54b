import type { EngineApi, EngineEvents } from '@parley/engine'
import { createBirpc } from 'birpc'
import { isCall } from '../worker/serve-seat.ts'
import type { Wire } from '../worker/wire.ts'

/** A page's way to an engine that may end before the page does. */
export type Line = {
  engine: EngineApi
  /** Resolves when nothing more will come or be answered here. */
  ended: Promise<void>
  end(): void
}

export function openLine(wire: Wire, events: EngineEvents): Line {
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let over = false
  const rpc = createBirpc<EngineApi, EngineEvents>(
    { difference: (id, difference) => void (over || events.difference(id, difference)) },
    {
      post: (message: unknown) => wire.post(message),
      on: (hear) => wire.listen((message) => isCall(message) && !over && hear(message)),
      timeout: -1,
    },
  )
  return {
    engine: rpc,
    ended,
    end() {
      if (over) return
      over = true
      resolve()
      wire.close()
    },
  }
}
