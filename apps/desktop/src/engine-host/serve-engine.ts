import type { EngineApi, EngineEvents } from '@parley/engine'
import { createBirpc } from 'birpc'
import { z } from 'zod'
import { checkedEngine } from './engine-calls.ts'
import type { Wire } from './wire.ts'

/** What birpc sends for a call. Anything else is dropped before it, since a malformed one would end the process. */
const callSchema = z.strictObject({
  t: z.literal('q'),
  i: z.string().max(64).optional(),
  m: z.string().max(32),
  a: z.array(z.unknown()).max(8),
  o: z.boolean().optional(),
})

/**
 * Serves an engine to one page. `start` gets the events to send there. What the engine throws reaches the page as its
 * message alone, without a stack.
 */
export function serveEngine<E extends EngineApi>(
  wire: Wire,
  start: (events: EngineEvents) => E,
): E {
  let calls: EngineApi | null = null
  const page = createBirpc<EngineEvents, Partial<EngineApi>>(
    {},
    {
      post: (message: unknown) => wire.post(message),
      on: (hear) =>
        wire.listen((message) => {
          const call = callSchema.safeParse(message)
          if (call.success) hear(call.data)
        }),
      // Own members only: `constructor` and its like are no calls.
      resolver: (name) => (calls && Object.hasOwn(calls, name) ? named(calls, name) : undefined),
      eventNames: ['difference'],
      timeout: -1,
    },
  )
  const engine = start({ difference: (id, difference) => void page.difference(id, difference) })
  calls = checkedEngine(engine)
  wire.onClose(() => page.$close())
  return engine
}

function named(calls: EngineApi, name: string) {
  const call = calls[name as keyof EngineApi] as (...args: unknown[]) => Promise<unknown>
  return async (...args: unknown[]) => {
    try {
      return await call(...args)
    } catch (error) {
      const told = new Error(error instanceof Error ? error.message : 'the engine failed')
      told.stack = told.message
      throw told
    }
  }
}
