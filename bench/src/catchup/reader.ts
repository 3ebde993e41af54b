/** The client of `catchup`: the real engine over its SQLite cache, as the desktop app joins them. */
import { randomUUIDv7 } from 'node:crypto'
import { createEngine, type Difference, type Transport } from '@parley/engine'
import { openNative } from '@parley/store/native'
import type { RoomId } from '@parley/protocol'
import { answer } from '../processes/answering.ts'
import { cpuShare, usage } from '../processes/usage.ts'
import type { SignedUp } from '../wire/people.ts'
import { syncPath } from '../wire/member.ts'

export type CaughtUp = {
  /** From the first try to connect until nothing was missing. */
  ms: number
  /** Until the open room showed its newest message. */
  firstRoomMs: number
  cpu: number
}

const handlers = {
  /** Opens the cache in `dir`, catches up while looking at `open`, whose newest entry is `head`, and closes. */
  catchUp: (asked: {
    port: number
    reader: SignedUp
    dir: string
    open: RoomId
    head: number
  }): Promise<CaughtUp> =>
    new Promise((resolve, reject) => {
      const { reader, dir, open, head } = asked
      const opened = openNative({ dir, key: 'k', person: reader.person })
      if (opened.kind !== 'open') return reject(new Error(`the cache is ${opened.kind}`))
      const began = usage()
      const sinceMs = () => performance.now() - began.atUs / 1000
      let firstRoomMs = 0
      const heard: Record<number, (difference: Difference) => void> = {
        1({ rest }) {
          const connection = rest?.['connection']
          if (!isLive(connection)) return
          const ms = sinceMs()
          const cpu = cpuShare(began, usage())
          engine.api
            .close('keep')
            .then(() => resolve({ ms, firstRoomMs: firstRoomMs || ms, cpu }), reject)
        },
        2({ set }) {
          if (firstRoomMs === 0 && set?.some((row) => 'seq' in row && row.seq === head))
            firstRoomMs = sinceMs()
        },
      }
      const engine = createEngine({
        me: {
          id: reader.person,
          handle: 'reader',
          name: 'Reader',
          kind: 'person',
          timeZone: null,
          photo: null,
          status: null,
        },
        store: opened.store,
        durable: true,
        transport: transportTo(asked.port),
        clock: {
          now: () => Date.now(),
          setTimer(ms, run) {
            const timer = setTimeout(run, ms)
            return () => clearTimeout(timer)
          },
        },
        chance: { id: () => randomUUIDv7(), random: () => Math.random() },
        credentials: { token: async () => reader.token, renew: async () => null },
        storageEstimate: () => Promise.resolve(null),
        onDifference: (id, difference) => heard[id]?.(difference),
        onFault: reject,
      })
      void engine.api.subscribe(1, { name: 'status', args: {} })
      void engine.api.subscribe(2, { name: 'timeline', args: { room: open, end: null, limit: 50 } })
      void engine.api.look([open], [])
      engine.start()
    }),
}
export type CatchUpReader = typeof handlers

function isLive(connection: unknown): boolean {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'kind' in connection &&
    connection.kind === 'live'
  )
}

/** Node's own WebSocket, which is what the desktop app's engine process has. */
function transportTo(port: number): Transport {
  return {
    open(listener) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${syncPath}`)
      socket.addEventListener('open', () => listener.onOpen())
      socket.addEventListener('message', ({ data }) => listener.onText(String(data)))
      socket.addEventListener('close', () => listener.onClose('closed'))
      return { send: (text) => socket.send(text), close: () => socket.close() }
    },
  }
}

answer(handlers)
