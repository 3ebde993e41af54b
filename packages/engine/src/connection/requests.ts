import type {
  ClientFrame,
  ClientFrameOf,
  ErrorCode,
  ServerFrame,
  ServerFrameOf,
} from '@parley/protocol'
import type { Clock } from '../ports.ts'

/** Which frames answer which request. */
export type Answers = {
  'session.refresh': 'refreshed'
  'catch-up': 'heads' | 'heads.same'
  'heads.check': 'heads' | 'heads.same'
  'personal.pull': 'personal.page'
  'room.pull': 'room.pages'
  'history.pull': 'history.page'
  'changes.pull': 'changes.page'
  'items.pull': 'items.page'
  'edits.pull': 'edits.page'
  'person.find': 'person.found'
}
export type Asked = keyof Answers
export type Question = { [T in Asked]: Omit<ClientFrameOf<T>, 'rid'> }[Asked]
export type Reply<T extends Asked> =
  | { kind: 'answer'; frame: ServerFrameOf<Answers[T]> }
  | { kind: 'refused'; code: ErrorCode }
  /** The connection went before the answer came. */
  | { kind: 'lost' }

/** Questions to the server and who waits for their answers (SPEC W2). */
export type Requests = {
  ask<Q extends Question>(
    question: Q,
    hear: (reply: Reply<Q['t']>) => void,
    withinMs?: number,
  ): void
  /** True when the frame answered a question. */
  take(frame: ServerFrame): boolean
  /** Every open question is lost. */
  lose(): void
}

const answerMs = 20_000

/** `onSilence`: an answer is overdue, the socket has to be given up. */
export function createRequests(deps: {
  clock: Clock
  send(frame: ClientFrame): void
  onSilence(): void
}): Requests {
  let nextRid = 1
  const open = new Map<number, { settle(frame: ServerFrame | null): void; cancel(): void }>()
  return {
    ask<Q extends Question>(
      question: Q,
      hear: (reply: Reply<Q['t']>) => void,
      withinMs = answerMs,
    ) {
      const rid = nextRid++
      const cancel = deps.clock.setTimer(withinMs, deps.onSilence)
      open.set(rid, {
        cancel,
        settle(frame) {
          if (!frame) hear({ kind: 'lost' })
          else if (frame.t === 'refused') hear({ kind: 'refused', code: frame.code })
          // The server answers a `rid` with the frame that belongs to its question (SPEC W2).
          else hear({ kind: 'answer', frame: frame as ServerFrameOf<Answers[Q['t']]> })
        },
      })
      deps.send({ ...question, rid })
    },
    take(frame) {
      if (!('rid' in frame)) return false
      const waiting = open.get(frame.rid)
      if (waiting) {
        open.delete(frame.rid)
        waiting.cancel()
        waiting.settle(frame)
      }
      return true
    },
    lose() {
      const lost = [...open.values()]
      open.clear()
      for (const waiting of lost) {
        waiting.cancel()
        waiting.settle(null)
      }
    },
  }
}
