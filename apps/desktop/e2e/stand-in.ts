import type { Page } from '@playwright/test'
import { channels } from '../src/bridge/channels.ts'
import type { startDesktop } from '../src/testing/desktop.ts'

/** What the page is given in place of the preload script: the same object, the same message with a port. */
function preload(names: readonly string[]): void {
  type Ask = (channel: string, args: unknown[]) => Promise<unknown>
  type Post = (ticket: string, message: unknown) => Promise<void>
  const ask = Reflect.get(window, 'parleyAsk') as Ask
  const post = Reflect.get(window, 'parleyPost') as Post
  const ends = new Map<string, MessagePort>()
  const call = (name: string) => [name, (...args: unknown[]) => ask(name, args)] as const
  Reflect.set(window, 'parley', Object.freeze(Object.fromEntries(names.map(call))))
  Reflect.set(window, 'parleyOpen', (ticket: string) => {
    const { port1, port2 } = new MessageChannel()
    ends.set(ticket, port1)
    port1.addEventListener('message', ({ data }) => void post(ticket, data))
    port1.start()
    window.postMessage({ t: 'parley.engine-port', ticket }, location.origin, [port2])
  })
  Reflect.set(window, 'parleyHear', (ticket: string, message: unknown) =>
    ends.get(ticket)?.postMessage(message),
  )
}

/** Joins a page in a browser to what lies below Electron. */
export async function standIn(page: Page, desktop: ReturnType<typeof startDesktop>): Promise<void> {
  const call = (name: string, ...args: unknown[]) =>
    page.evaluate(
      ([method, given]) => void Reflect.apply(Reflect.get(window, method), null, given),
      [name, args] as const,
    )
  await page.exposeFunction('parleyAsk', async (channel: string, args: unknown[]) => {
    const member: unknown = Reflect.get(desktop.bridge, channel)
    if (typeof member !== 'function') throw new Error(`no ${channel}`)
    const answer: unknown = await Reflect.apply(member, null, args)
    const ticket = args[1]
    const port = channel === 'openEngine' ? desktop.ports.get(String(ticket)) : undefined
    if (port) {
      await call('parleyOpen', ticket)
      // What comes while the page goes away has nobody to hear it.
      port.on('message', (message) => void call('parleyHear', ticket, message).catch(() => {}))
    }
    return answer
  })
  await page.exposeFunction('parleyPost', (ticket: string, message: unknown) =>
    desktop.ports.get(ticket)?.postMessage(message),
  )
  await page.addInitScript(preload, channels)
}
