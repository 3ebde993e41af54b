import type { Chance, Clock, Transport, TransportListener } from '../ports.ts'

/** What a link needs of a server: any that talks in texts over sockets. */
export type Acceptor = {
  /** A socket opened; gives what hears its texts and its end. */
  accept(socket: ServerSocket): { onText(text: string): void; onClose(): void }
}
export type ServerSocket = { send(text: string): void; close(): void }

/** What goes wrong; may be changed at any time. Chances are of one frame, in [0, 1]. */
export type Faults = {
  minDelayMs: number
  maxDelayMs: number
  /** The frame and all that were under way in both directions are lost, and the socket ends. */
  cut: number
  /** The frame alone is lost on its way to the client, without a trace: what no network does, but a faulty server might. */
  lose: number
  /** A frame of a former connection comes once more on the next one, at either end. */
  repeat: number
}

export const noFaults: Faults = { minDelayMs: 1, maxDelayMs: 1, cut: 0, lose: 0, repeat: 0 }

/** One client's way to a server, in memory. */
export type LinkedTransport = {
  transport: Transport
  faults: Faults
  /** Ends the connection there is, for both sides. */
  cut(): void
  /** The client's process is gone: it hears nothing more, the server hears what had left and then the end. */
  abandon(): void
  /** While down nothing opens. */
  setDown(down: boolean): void
  /** Former frames come no more: they belong to a server's life that is over. */
  forget(): void
}

/** `flushing`: the client is gone, what it had sent still arrives. */
type Wire = { alive: boolean; flushing: boolean; toServer: number; toClient: number }

/** Frames arrive whole and in order on each connection, after a delay by the clock; faults come from the chance. */
export function createLinkedTransport(deps: {
  clock: Clock
  chance: Pick<Chance, 'random'>
  server: Acceptor
  faults?: Faults
}): LinkedTransport {
  const { clock, chance } = deps
  const faults = { ...(deps.faults ?? noFaults) }
  let down = false
  let current: { end(tellClient: boolean, flushing?: boolean): void } | null = null
  let formerToClient: string[] = []
  let formerToServer: string[] = []

  const happens = (likelihood: number) => likelihood > 0 && chance.random() < likelihood
  const delay = () =>
    faults.minDelayMs + Math.floor(chance.random() * (faults.maxDelayMs - faults.minDelayMs + 1))

  const open = (listener: TransportListener) => {
    current?.end(false)
    const wire: Wire = { alive: true, flushing: false, toServer: 0, toClient: 0 }
    const arrive = (side: 'toServer' | 'toClient', run: () => void) => {
      wire[side] = Math.max(wire[side], clock.now() + delay())
      clock.setTimer(wire[side] - clock.now(), () => {
        if (wire.alive || (wire.flushing && side === 'toServer')) run()
      })
    }
    let server: ReturnType<Acceptor['accept']> | null = null
    const end = (tellClient: boolean, flushing = false) => {
      if (!wire.alive) return
      wire.alive = false
      wire.flushing = flushing
      if (current === self) current = null
      const lastMs = flushing ? Math.max(0, wire.toServer - clock.now()) : 0
      clock.setTimer(Math.max(lastMs, delay()), () => {
        wire.flushing = false
        server?.onClose()
      })
      if (tellClient) clock.setTimer(delay(), () => listener.onClose('closed'))
    }
    const self = { end }
    current = self

    const toClient = (text: string) => {
      if (!wire.alive) return
      if (happens(faults.cut)) return end(true)
      if (happens(faults.lose)) return
      arrive('toClient', () => listener.onText(text))
      const { t } = JSON.parse(text) as { t: string }
      if (t === 'welcome')
        for (const former of formerToClient)
          if (happens(faults.repeat)) arrive('toClient', () => listener.onText(former))
      if (t === 'room.entries' || t === 'personal.items' || t === 'ack')
        formerToClient = [...formerToClient, text].slice(-30)
    }
    const toServer = (text: string) => {
      if (!wire.alive) return
      if (happens(faults.cut)) return end(true)
      arrive('toServer', () => server?.onText(text))
      const { t } = JSON.parse(text) as { t: string }
      if (t === 'catch-up')
        for (const former of formerToServer)
          if (happens(faults.repeat)) arrive('toServer', () => server?.onText(former))
      if (t === 'command') formerToServer = [...formerToServer, text].slice(-30)
    }

    arrive('toClient', () => {
      if (down) {
        wire.alive = false
        listener.onClose('refused')
        return
      }
      server = deps.server.accept({
        send: toClient,
        close: () => arrive('toClient', () => end(true)),
      })
      listener.onOpen()
    })
    return { send: toServer, close: () => end(false) }
  }

  return {
    transport: { open },
    faults,
    cut: () => current?.end(true),
    abandon: () => current?.end(false, true),
    setDown(next) {
      down = next
      if (down) current?.end(true)
    },
    forget() {
      formerToClient = []
      formerToServer = []
    },
  }
}
