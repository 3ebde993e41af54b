/** The floor of `send`: better-sqlite3 alone, and the same commit behind a bare `ws` echo, which is what a sender can wait for. */
import { WebSocketServer } from 'ws'
import { answer } from '../processes/answering.ts'
import { Echo } from './echo.ts'
import { FloorStore } from './floor-store.ts'
import { messageRows } from './rows.ts'

let store: FloorStore | null = null
let group = 1
const batch = 4_096
const ack = '{"t":"ack","id":"00000000-0000-7000-8000-000000000000","seq":1000}'

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

  /**
   * Answers every message with as many bytes as our ack has, once its row is durable. Messages are committed in the groups that
   * `together` names, or with those there are when no more come.
   */
  echo(): Promise<number> {
    const echo = new Echo(opened())
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
    server.on('connection', (ws) => {
      ws.on('message', () => echo.take(() => ws.send(ack), group))
    })
    return new Promise((resolve) => {
      server.once('listening', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  },

  /** How many messages the echo waits for from now on. */
  together(count: number): void {
    group = count
  },
}
export type SendFloor = typeof handlers

function opened(): FloorStore {
  if (!store) throw new Error('open comes first')
  return store
}

answer(handlers)
