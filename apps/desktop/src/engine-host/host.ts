import type { EngineApi, EngineOpening } from '@parley/engine'
import {
  type HostAnswer,
  type HostRequest,
  hostRequestSchema,
  type OpenRequest,
} from './messages.ts'
import type { Wire } from './wire.ts'

/** Opens an account's files and starts its engine on `wire`; the engine is null unless it is open. */
export type OpenAccount = (
  request: OpenRequest,
  wire: Wire,
) => Promise<{ opening: EngineOpening; engine: Pick<EngineApi, 'close'> | null }>

/**
 * The engine's process: at most one account open at a time, one request after the other, so that no two engines ever hold the
 * same files. Returns what hears the main process.
 */
export function createHost(deps: { openAccount: OpenAccount; answer(message: HostAnswer): void }) {
  let current: { engine: Pick<EngineApi, 'close'>; wire: Wire } | null = null
  let last: Promise<void> = Promise.resolve()

  async function close(queue: 'keep' | 'discard'): Promise<void> {
    const closing = current
    current = null
    await closing?.engine.close(queue)
    closing?.wire.close()
  }

  async function perform(request: HostRequest, wire: Wire | null): Promise<HostAnswer> {
    const { n } = request
    if (request.t === 'close') {
      await close(request.queue)
      return { t: 'closed', n }
    }
    if (!wire) throw new Error('an account opens on a port')
    await close('keep')
    const { opening, engine } = await deps.openAccount(request, wire)
    if (engine) current = { engine, wire }
    else wire.close()
    return { t: 'opened', n, opening }
  }

  return function hear(message: unknown, wire: Wire | null): void {
    const parsed = hostRequestSchema.safeParse(message)
    // Only our own main process speaks here: another form is a bug of ours.
    if (!parsed.success) throw new Error('the engine process was told something it does not know')
    const request = parsed.data
    last = last
      .then(() => perform(request, wire))
      .catch((error: unknown): HostAnswer => {
        wire?.close()
        const message = error instanceof Error ? error.message : 'the engine failed'
        return { t: 'failed', n: request.n, message }
      })
      .then((answer) => deps.answer(answer))
  }
}
