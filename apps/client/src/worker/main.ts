import '../zod-without-eval.ts'
import { createEngine, createMemoryFiles, type Account } from '@parley/engine'
import { openWasm, storeKey } from '@parley/store/wasm'
import { v7 } from 'uuid'
import { openAccountFiles } from './account-files.ts'
import { cookieCredentials } from './cookie-credentials.ts'
import type { FromWorker, ToWorker } from './names.ts'
import { serveSeat } from './serve-seat.ts'
import { serveTabs } from './serve-tabs.ts'
import { shareEngine } from './shared-engine.ts'
import { socketTransport } from './socket-transport.ts'
import { portWire } from './wire.ts'

/** The Worker of the tab that owns an account's files: opens them, runs the engine, serves it to all tabs. One account a Worker. */
const say = (message: FromWorker) => postMessage(message)
const clock = {
  now: () => Date.now(),
  setTimer(ms: number, run: () => void) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
let close: ((queue: 'keep' | 'discard', signedOut?: boolean) => Promise<void>) | null = null

async function open(key: string, account: Account, port: MessagePort): Promise<void> {
  const files = await openAccountFiles({
    // Over plain http from another machine there is neither a hash nor a file system, and the files stay in memory.
    key: isSecureContext ? await storeKey(account.server, account.person) : 'none',
    person: account.person,
    open: openWasm,
    onDamage: () => void close?.('keep'),
    inMemory: (person) => createMemoryFiles().open(person),
    pause: (ms) => new Promise((resolve) => void clock.setTimer(ms, resolve)),
  })
  if (files.kind !== 'open') return say({ t: 'opened', kind: files.kind })
  const { store, durable } = files
  const { person: id, name, handle } = account
  let ended = false
  let sayGoodbye = (_signedOut: boolean) => {}
  const shared = shareEngine((events) => {
    const engine = createEngine({
      me: { id, name, handle, kind: 'person', timeZone: null, photo: null, status: null },
      store,
      durable,
      clock,
      transport: socketTransport(account.server),
      chance: { id: () => v7(), random: () => Math.random() },
      credentials: cookieCredentials(account.server, fetch),
      async storageEstimate() {
        const { usage, quota } = await navigator.storage.estimate()
        return usage === undefined || quota === undefined
          ? null
          : { usageBytes: usage, quotaBytes: quota }
      },
      onDifference: (subscription, difference) => events.difference(subscription, difference),
      onFault: (error) => console.error('the engine gave up a connection', error),
    })
    engine.start()
    const end = async (queue: 'keep' | 'discard', signedOut = false) => {
      if (ended) return
      ended = true
      try {
        await engine.api.close(queue)
      } finally {
        sayGoodbye(signedOut)
        await files.release(queue)
        say({ t: 'closed' })
      }
    }
    close = end
    // Only who signs out asks for it over a line.
    return { ...engine.api, close: (queue) => end(queue, true) }
  })
  serveSeat(shared, portWire(port))
  if (isSecureContext)
    sayGoodbye = serveTabs({ key, engine: shared, durable, locks: navigator.locks })
  say({ t: 'opened', kind: 'open', durable })
}

// A rejection stays in the Worker; an error reported is heard by the page that waits for it.
addEventListener('message', ({ data, ports }: MessageEvent<ToWorker>) => {
  const [port] = ports
  if (data.t === 'open' && port) open(data.key, data.account, port).catch(reportError)
  if (data.t === 'close') void close?.(data.queue)
})
