import { names, type CommonMessage, type LineMessage } from './names.ts'
import { isCall, serveSeat } from './serve-seat.ts'
import type { SharedEngine } from './shared-engine.ts'
import { channelWire } from './wire.ts'

/**
 * Serves the engine to every other tab that says hello, each on a channel of its own, until that tab's lock comes free: then it is
 * gone, however it ended. Returns what says goodbye to all, and to every tab that the person signed out.
 */
export function serveTabs(options: {
  key: string
  engine: SharedEngine
  durable: boolean
  locks: LockManager
}): (signedOut: boolean) => void {
  const { key, engine, durable, locks } = options
  const common = new BroadcastChannel(names.common(key))
  const lines = new Map<string, () => void>()

  const serve = (tab: string) => {
    // A tab that says hello again lost the line it had.
    lines.get(tab)?.()
    const channel = new BroadcastChannel(names.line(key, tab))
    const say = (message: LineMessage) => channel.postMessage(message)
    const gone = new AbortController()
    const end = serveSeat(engine, channelWire(channel))
    const close = () => {
      lines.delete(tab)
      gone.abort()
      say({ t: 'bye' })
      end()
    }
    lines.set(tab, close)
    locks
      .request(names.tab(key, tab), { signal: gone.signal }, () => {
        if (lines.get(tab) === close) close()
      })
      .catch((error: unknown) => {
        if (!gone.signal.aborted) throw error
      })
    say({ t: 'welcome', durable })
  }

  common.addEventListener('message', ({ data }: MessageEvent<CommonMessage>) => {
    if (!isCall(data) && data.t === 'hello') serve(data.tab)
  })
  common.postMessage({ t: 'owner' } satisfies CommonMessage)
  return (signedOut) => {
    if (signedOut) common.postMessage({ t: 'signed-out' } satisfies CommonMessage)
    common.close()
    for (const close of lines.values()) close()
  }
}
