import {
  parseServerFrame,
  protocolVersion,
  type ClientFrame,
  type DeviceId,
  type PersonId,
  type ServerFrame,
} from '@parley/protocol'
import type { Chance, Clock, Connection, Credentials, Transport } from '../ports.ts'
import { decide, type LinkEffect, type LinkEvent, type LinkState } from './machine.ts'

/** A stage of connecting that takes longer has failed. */
const stageMs = 10_000

export type Link = {
  state(): LinkState
  tell(event: LinkEvent): void
  /** Dropped unless welcomed. */
  send(frame: ClientFrame): void
}

/** Does what the machine decides: one socket at a time, and nothing heard from a former one. */
export function createLink(deps: {
  transport: Transport
  clock: Clock
  chance: Chance
  credentials: Credentials
  device(): DeviceId
  person: PersonId
  onFrame(frame: ServerFrame): void
  onState(state: LinkState, former: LinkState): void
  /** Runs what comes from outside, so that what it throws is met in one place. */
  guarded(run: () => void): void
}): Link {
  let state: LinkState = { kind: 'idle' }
  let socket: Connection | null = null
  let cancelTimer = () => {}
  /** Rises with every try: what belongs to a former one is not heard. */
  let round = 0

  const tell = (event: LinkEvent) => {
    const former = state
    const next = decide(state, event, {
      now: deps.clock.now(),
      random: deps.chance.random(),
    })
    if (next.state === former) return
    state = next.state
    cancelTimer()
    cancelTimer = () => {}
    for (const effect of next.effects) perform(effect)
    if (state.kind === 'signing' || state.kind === 'opening' || state.kind === 'greeting')
      cancelTimer = timer(stageMs, { kind: 'lost' })
    deps.onState(state, former)
  }
  const timer = (ms: number, event: LinkEvent) =>
    deps.clock.setTimer(ms, () => deps.guarded(() => tell(event)))

  const perform = (effect: LinkEffect) => {
    switch (effect.kind) {
      case 'fetch-token':
        return fetchToken(++round)
      case 'open':
        return open(round)
      case 'hello':
        return socket?.send(
          JSON.stringify({
            t: 'hello',
            version: protocolVersion,
            device: deps.device(),
            token: effect.token,
            person: deps.person,
          } satisfies ClientFrame),
        )
      case 'close': {
        round += 1
        const closed = socket
        socket = null
        return closed?.close()
      }
      case 'retry-at':
        cancelTimer = timer(Math.max(0, effect.at - deps.clock.now()), { kind: 'retry-due' })
    }
  }

  const fetchToken = (mine: number) => {
    const heard = (event: LinkEvent) => {
      if (mine === round) deps.guarded(() => tell(event))
    }
    void deps.credentials.token().then(
      (token) => heard({ kind: 'token', token }),
      () => heard({ kind: 'no-token' }),
    )
  }

  const open = (mine: number) => {
    const hear = (run: () => void) => {
      if (mine === round) deps.guarded(run)
    }
    socket = deps.transport.open({
      onOpen: () => hear(() => tell({ kind: 'opened' })),
      onText: (text) => hear(() => read(text)),
      onClose: () => hear(() => tell({ kind: 'lost' })),
    })
  }

  const read = (text: string) => {
    const parsed = parseServerFrame(text)
    if (!parsed.ok) return tell({ kind: 'not-understood' })
    if (parsed.frame.t === 'closing') return tell({ kind: 'closing', code: parsed.frame.code })
    deps.onFrame(parsed.frame)
  }

  return {
    state: () => state,
    tell,
    send(frame) {
      if (state.kind === 'online') socket?.send(JSON.stringify(frame))
    },
  }
}
