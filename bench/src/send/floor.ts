/** The floor of `send`: better-sqlite3 alone, and for the latency of one sender the same commit behind a bare `ws` echo. */
import { WebSocketServer } from 'ws'
import { answer } from '../processes/answering.ts'
import { FloorStore } from './floor-store.ts'
import { messageRows, type MessageRow } from './rows.ts'

let store: FloorStore | null = null
const batch = 4_096

const handlers = {
  open(file: string): void {
    store = new FloorStore(file)
  },

  /**
   * Messages a second in transactions of `group`, each message in the next of `rooms` rooms, for `seconds`. Making the rows is not
   * counted.
   */
  commits({ group, rooms, seconds }: { group: number; rooms: number; seconds: number }): number {
    const into = opened()
    let messages = 0
    let spentMs = 0
    while (spentMs < seconds * 1000) {
      const rows = messageRows(batch, into.author)
      const began = performance.now()
      let at = 0
      for (
        ;
        at + group <= rows.length && performance.now() - began + spentMs < seconds * 1000;
        at += group
      )
        into.commit(rows, at, group, rooms)
      spentMs += performance.now() - began
      messages += at
    }
    return (messages / spentMs) * 1000
  },

  /** Answers every message with as many bytes as our ack has, once one row is durable. */
  echo(): Promise<number> {
    const into = opened()
    let rows: MessageRow[] = []
    let used = 0
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
    server.on('connection', (ws) => {
      ws.on('message', () => {
        if (used === rows.length) {
          rows = messageRows(batch, into.author)
          used = 0
        }
        into.commit(rows, used++, 1, 1)
        ws.send('{"t":"ack","id":"00000000-0000-7000-8000-000000000000","seq":1000}')
      })
    })
    return new Promise((resolve) => {
      server.once('listening', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  },
}
export type SendFloor = typeof handlers

function opened(): FloorStore {
  if (!store) throw new Error('open comes first')
  return store
}

answer(handlers)
