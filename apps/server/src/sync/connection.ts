import {
  commandIdSchema,
  limits,
  parseClientFrame,
  protocolVersion,
  type ClientFrame,
  type ClientFrameOf,
  type ErrorCode,
  type Lineage,
} from '@parley/protocol'
import type { Session } from '../accounts/port.ts'
import { SyncClient } from './client.ts'
import { RawSocket, textFrame, type Flush } from './raw-socket.ts'
import type { SyncDeps } from './requests/deps.ts'
import { createDispatch } from './requests/dispatch.ts'
import type { Wire } from './wire.ts'

/** What a socket shows besides its frames. `cookie` is null unless the Origin is exactly one of ours (SPEC X5). */
export type Handshake = {
  cookie: string | null
  /** `foreign`: an Origin that is not ours, `absent`: none, as programs send. */
  origin: 'ours' | 'foreign' | 'absent'
}

export type ConnectionDeps = SyncDeps & {
  lineage: Lineage
  flush: Flush
  sessionOfCookie(cookie: string): Promise<Session | null>
}

/** A socket that was told to go and does not is cut after this. */
const closeMs = 3_000
const pingMs = 30_000

/** RFC 6455 close codes; the client goes by the `closing` frame, proxies and logs by these. */
const wsCode = (code: ErrorCode) =>
  code === 'shutting-down'
    ? 1001
    : code === 'slow-reader'
      ? 1013
      : code === 'frame-too-large'
        ? 1009
        : 1008

/**
 * One socket from upgrade to end: hello within 5 s and 16 KB, then frames to their handlers. Listeners are attached before
 * this returns, so that no early frame is lost.
 */
export function serveConnection(
  deps: ConnectionDeps,
  { wire, caller }: { wire: Wire; caller: Handshake },
): void {
  const { clock, counters } = deps
  let state: 'fresh' | 'greeting' | 'open' | 'closed' = 'fresh'
  let dispatch: (frame: ClientFrame) => void = () => {}
  let leave = () => {}
  let heard = true
  counters.sockets += 1

  const raw = new RawSocket({
    socket: wire.socket,
    flush: deps.flush,
    maxBytes: limits.slowReaderBytes,
    onFull() {
      counters.slowReaders += 1
      close('slow-reader')
    },
  })

  function close(code: ErrorCode) {
    if (state === 'closed') return
    end()
    raw.last(textFrame(JSON.stringify({ t: 'closing', code })))
    wire.close(wsCode(code))
    clock.after(closeMs, () => wire.terminate())
  }

  function end() {
    if (state === 'closed') return
    state = 'closed'
    counters.sockets -= 1
    stopLate()
    stopPings()
    stopCounting()
    leave()
  }

  const stopLate = clock.after(limits.helloMs, () => close('hello-late'))
  const stopPings = clock.every(pingMs, () => {
    if (!heard) return wire.terminate()
    heard = false
    wire.ping()
  })

  // `ws` would collect a first frame of `frameBytes` before anyone is known; what arrives is counted instead.
  let helloBytes = 0
  const stopCounting = wire.countBytes((bytes) => {
    helloBytes += bytes
    if (helloBytes > limits.helloBytes) close('frame-too-large')
  })

  function malformed(rid: number | null, command: string | null) {
    counters.badFrames += 1
    const id = commandIdSchema.safeParse(command)
    if (state !== 'open') close('bad-frame')
    else if (id.success) raw.queue(nack(id.data))
    else if (rid !== null)
      raw.queue(textFrame(JSON.stringify({ t: 'refused', rid, code: 'bad-frame' })))
    else close('bad-frame')
  }

  /** What we did not foresee costs the one socket that brought it about. */
  function handle(frame: ClientFrame) {
    try {
      dispatch(frame)
    } catch (cause) {
      deps.onError('a frame could not be handled', cause)
      close('internal')
    }
  }

  async function greet(hello: ClientFrameOf<'hello'>) {
    state = 'greeting'
    if (hello.version !== protocolVersion) return close('unsupported-version')
    if (caller.origin === 'foreign') return close('wrong-origin')
    if (hello.token === null && caller.origin !== 'ours') return close('wrong-origin')
    const session =
      hello.token !== null
        ? await deps.sessionOfToken(hello.token)
        : caller.cookie !== null
          ? await deps.sessionOfCookie(caller.cookie)
          : null
    if (state !== 'greeting') return
    if (!deps.hub.isOpen) return close('shutting-down')
    if (!session) return close('unauthenticated')
    if (hello.person !== null && hello.person !== session.person) return close('other-person')
    state = 'open'
    stopLate()
    stopCounting()
    const client = new SyncClient({ session, device: hello.device, raw, close })
    client.tell({
      t: 'welcome',
      lineage: deps.lineage,
      person: session.person,
      now: clock.now(),
    })
    const removeFromHub = deps.hub.add(client)
    leave = () => {
      deps.looks.forget(client)
      removeFromHub()
    }
    dispatch = createDispatch(deps, client)
  }

  wire.listen({
    onFrame(data, isBinary) {
      heard = true
      if (state === 'closed') return
      counters.framesIn += 1
      if (data.length > limits.frameBytes) return close('frame-too-large')
      const parsed = parseClientFrame(isBinary ? '' : data.toString())
      if (!parsed.ok) return malformed(parsed.rid, parsed.command)
      if (state === 'open') return handle(parsed.frame)
      // Nothing may follow hello before welcome: whose frames would it be?
      if (state === 'greeting' || parsed.frame.t !== 'hello') return close('bad-frame')
      greet(parsed.frame).catch((cause: unknown) => {
        deps.onError('a greeting failed', cause)
        close('internal')
      })
    },
    onPong: () => (heard = true),
    onEnd: end,
  })
  // It came while the server stops, after those that are told so were counted.
  if (!deps.hub.isOpen) close('shutting-down')
}

const nack = (id: string) =>
  textFrame(JSON.stringify({ t: 'nack', id, code: 'bad-frame', retryMs: null }))
