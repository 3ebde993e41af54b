import {
  isFinal,
  type ClientFrame,
  type CommandId,
  type Instant,
  type ServerFrameOf,
} from '@parley/protocol'
import type { Chance, Clock } from '../ports.ts'
import { backOffMs } from '../connection/back-off.ts'
import type { OutboxRow } from '../store/port.ts'
import { dependants, isQuiet, sendable } from './lanes.ts'
import type { Queue } from './queue.ts'
import type { Settling } from './settle.ts'

export type Sender = {
  /** A connection stands: everything transmitted goes again, in order, then what is queued. */
  begin(): void
  end(): void
  /** Sends what may leave. */
  pump(): void
  ack(frame: ServerFrameOf<'ack'>): void
  nack(frame: ServerFrameOf<'nack'>): void
}

const window = 32
const answerMs = 20_000

/** Brings queued commands to the server: `transmitted` is durable before the first byte leaves (SPEC K6). */
export function createSender(deps: {
  queue: Queue
  settling: Settling
  clock: Clock
  chance: Chance
  send(frame: ClientFrame): void
  /** No answer came: the connection has to be given up, then everything goes again. */
  onSilence(): void
}): Sender {
  const { queue, clock } = deps
  let online = false
  const inFlight = new Map<CommandId, () => void>()
  const heldUntil = new Map<string, Instant>()
  const refusals = new Map<CommandId, number>()

  const pump = () => {
    if (!online) return
    const picked = sendable(queue.rows(), {
      inFlight: new Set(inFlight.keys()),
      heldUntil,
      now: clock.now(),
      window,
    })
    const fresh = picked.filter((row) => row.state.kind === 'queued')
    queue.change({ put: fresh.map((row) => ({ ...row, state: { kind: 'transmitted' as const } })) })
    for (const { command } of picked) {
      inFlight.set(command.id, clock.setTimer(answerMs, deps.onSilence))
      deps.send({ t: 'command', command })
    }
  }
  const landed = (id: CommandId): OutboxRow | null => {
    inFlight.get(id)?.()
    inFlight.delete(id)
    return queue.get(id)
  }
  const hold = (row: OutboxRow, retryMs: number | null) => {
    const tries = refusals.get(row.command.id) ?? 0
    refusals.set(row.command.id, tries + 1)
    // At least the first step of the back-off, so that a server under load is not asked in a loop.
    const ms = retryMs ?? Math.max(200, backOffMs(tries, deps.chance.random()))
    heldUntil.set(row.lane, clock.now() + ms)
    clock.setTimer(ms, pump)
  }

  // What is done in another way than by an answer (its entry came, it was discarded) frees its lane too.
  queue.onChange(() => {
    for (const id of inFlight.keys()) if (!queue.get(id)) landed(id)
  })

  return {
    begin() {
      online = true
      heldUntil.clear()
      pump()
    },
    end() {
      online = false
      for (const cancel of inFlight.values()) cancel()
      inFlight.clear()
    },
    pump,
    ack({ id, seq }) {
      const row = landed(id)
      refusals.delete(id)
      if (row && row.state.kind !== 'failed') {
        if (deps.settling.isSettled(row, seq)) queue.change({ drop: [id] })
        else queue.change({ put: [{ ...row, state: { kind: 'acked', seq } }] })
      }
      pump()
    },
    nack({ id, code, retryMs }) {
      const row = landed(id)
      if (row && row.state.kind === 'transmitted') {
        if (!isFinal(code)) hold(row, retryMs)
        else if (isQuiet(row.command.body)) queue.change({ drop: [id] })
        else {
          const failed = (each: OutboxRow, why: typeof code): OutboxRow => ({
            ...each,
            state: { kind: 'failed', code: why },
          })
          const dependent = dependants(queue.rows(), [id]).filter(
            (each) => each.state.kind !== 'failed',
          )
          const lost = dependent.filter((each) => !isQuiet(each.command.body))
          queue.change({
            drop: dependent.filter((each) => !lost.includes(each)).map((each) => each.command.id),
            put: [failed(row, code), ...lost.map((each) => failed(each, 'dependency-failed'))],
          })
        }
      }
      pump()
    },
  }
}
