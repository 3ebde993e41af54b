import type {
  DesktopBridge,
  EngineApi,
  EngineEvents,
  EnginePortMessage,
  Host,
} from '@parley/engine'
import { createBirpc } from 'birpc'

/** The window, as far as it is used: what the preload script posts comes in by `message`. */
type Page = {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export type DesktopHostDeps = {
  bridge: DesktopBridge
  page: Page
  now: Host['now']
  newId: Host['newId']
  settings: Host['settings']
}

/** The bridge that the desktop app's preload script put on the page; null in a browser. */
export function desktopBridge(page: { parley?: DesktopBridge }): DesktopBridge | null {
  return page.parley ?? null
}

/** The interface's host inside the desktop app: accounts over the bridge, the engine over its own port. */
export function createDesktopHost({ bridge, page, ...rest }: DesktopHostDeps): Host {
  const portOf = enginePorts(page)
  return {
    servers: bridge.servers,
    checkServer: bridge.checkServer,
    lastAccount: bridge.lastAccount,
    signIn: bridge.signIn,
    signUp: bridge.signUp,
    signOut: bridge.signOut,
    call: bridge.call,
    async openEngine(account, events) {
      const ticket = rest.newId()
      const port = portOf(ticket)
      const opening = await bridge.openEngine(account, ticket).catch((error: unknown) => {
        port.forget()
        throw error
      })
      if (opening.kind !== 'open') {
        port.forget()
        return opening
      }
      return { ...opening, engine: engineOn(await port.arrived, events) }
    },
    openExternal: (url) => void bridge.openExternal(url),
    photos: null,
    ...rest,
  }
}

/** Ports as they arrive, by the ticket they were asked for with. A port without one is closed: nobody here asked for it. */
function enginePorts(page: Page) {
  const waiting = new Map<string, (port: MessagePort) => void>()
  page.addEventListener('message', ({ source, origin, data, ports }: MessageEvent) => {
    // Only this window itself, where the preload script runs, may hand over an engine.
    if (!Object.is(source, page) || origin !== page.location.origin || !isPortMessage(data)) return
    const [port] = ports
    const take = waiting.get(data.ticket)
    waiting.delete(data.ticket)
    if (port && take) take(port)
    else port?.close()
  })
  return (ticket: string) => ({
    arrived: new Promise<MessagePort>((resolve) => waiting.set(ticket, resolve)),
    forget: () => void waiting.delete(ticket),
  })
}

function isPortMessage(data: unknown): data is EnginePortMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    't' in data &&
    data.t === 'parley.engine-port' &&
    'ticket' in data &&
    typeof data.ticket === 'string'
  )
}

function engineOn(port: MessagePort, events: EngineEvents): EngineApi {
  const engine = createBirpc<EngineApi, EngineEvents>(
    { difference: (id, difference) => events.difference(id, difference) },
    {
      post: (message: unknown) => port.postMessage(message),
      on: (hear) => port.addEventListener('message', ({ data }) => hear(data)),
      // A call may wait for a disk or a server; the engine knows how long. A dead engine closes the port.
      timeout: -1,
    },
  )
  port.addEventListener('close', () => engine.$close())
  port.start()
  return engine
}
