import type { Account } from '@parley/engine'
import type { FromWorker, ToWorker } from '../worker/names.ts'
import { portWire } from '../worker/wire.ts'
import type { Started } from './tabs.ts'

/** A Worker that has not let the files go by then is ended: the next owner waits. In milliseconds. */
const letGoMs = 2_000

/** Removes the account's files, which nobody holds. Rejects when the Worker fails before that. */
export async function discardFiles(worker: Worker, key: string, account: Account): Promise<void> {
  const started = await startOwnEngine(worker, key, account)
  if (started.kind !== 'open') return
  await started.engine.close('discard')
}

/** Opens the account's files and starts its engine in `worker`, which is new. Rejects when the Worker fails before that. */
export function startOwnEngine(worker: Worker, key: string, account: Account): Promise<Started> {
  const { port1, port2 } = new MessageChannel()
  const started = Promise.withResolvers<Started>()
  const ended = Promise.withResolvers<void>()
  const say = (message: ToWorker, ...ports: MessagePort[]) => worker.postMessage(message, ports)
  const end = () => {
    worker.terminate()
    ended.resolve()
    started.resolve({ kind: 'elsewhere' })
  }
  const close = async (queue: 'keep' | 'discard' = 'keep') => {
    say({ t: 'close', queue })
    const timer = setTimeout(end, letGoMs)
    await ended.promise
    clearTimeout(timer)
  }

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.t === 'closed') return end()
    if (data.kind !== 'open') {
      started.resolve({ kind: data.kind })
      return end()
    }
    const engine = { wire: portWire(port1), durable: data.durable, ended: ended.promise, close }
    started.resolve({ kind: 'open', engine })
  })
  // Its script could not be loaded, or it threw where nothing catches: whoever comes next starts a new one.
  worker.addEventListener('error', ({ message }) => {
    started.reject(
      new Error(
        `The engine did not start: ${message || 'it could not be loaded'}. Look at your network and try again.`,
      ),
    )
    end()
  })
  say({ t: 'open', key, account }, port2)
  return started.promise
}
