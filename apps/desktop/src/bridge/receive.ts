import type { DesktopBridge } from '@parley/engine'
import { isOwnAddress } from '../app-address.ts'
import type { Channel } from './channels.ts'
import { requests, type Requests } from './requests.ts'

/** The frame a call came from, as Electron tells it; null when it is gone already. */
export type Sender = { url: string; isTop: boolean; isOurWindow: boolean } | null

export type Handlers = {
  [C in Channel]: (...args: Requests[C]) => ReturnType<DesktopBridge[C]>
}

/**
 * A call from outside: who sends it first, then what it holds. Throws before anything is done; the sentence holds nothing of
 * what came in.
 */
export async function receive<C extends Channel>(
  handlers: Handlers,
  channel: C,
  { sender, args }: { sender: Sender; args: unknown },
): Promise<unknown> {
  if (!sender || !sender.isTop || !sender.isOurWindow || !isOwnAddress(sender.url)) {
    throw new Error(`${channel} is not open to this page`)
  }
  const parsed = requests[channel].safeParse(args)
  if (!parsed.success) throw new Error(`${channel} was called with wrong arguments`)
  const handler = handlers[channel] as (...args: Requests[Channel]) => Promise<unknown>
  return await handler(...parsed.data)
}
