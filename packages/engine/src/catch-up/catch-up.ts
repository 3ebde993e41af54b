import type { EntryId, PersonId, RoomId, Seq, ServerFrameOf } from '@parley/protocol'
import { isHeld } from '../apply/changes.ts'
import { applyEntries } from '../apply/entries.ts'
import { applyPersonal } from '../apply/personal.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { Requests } from '../connection/requests.ts'
import type { Clock } from '../ports.ts'
import { createRoomPulls } from './room-pulls.ts'

export type CatchUp = {
  /** A new connection: asks what differs and fetches it. */
  begin(): void
  /** The connection went. */
  end(): void
  entries(frame: ServerFrameOf<'room.entries'>): void
  personal(frame: ServerFrameOf<'personal.items'>): void
  /** Asks the server whether anything was missed (SPEC L12); silence ends the connection. */
  check(): void
  /** Rooms to pull because their cache became unusable. */
  behind(rooms: Iterable<RoomId>): void
}

const retryMs = 1_000
const checkMs = 10_000
const roomsPerCatchUp = 5_000

/**
 * Brings the cache to where the server is, and keeps it there: the personal log first, then rooms (SPEC L11); gaps in what
 * arrives are pulled, and nothing is applied across one (SPEC L6).
 */
export function createCatchUp(deps: {
  me: PersonId
  cache: CacheWriter
  requests: Requests
  clock: Clock
  looked(): ReadonlySet<RoomId>
  /** The server's log of these rooms is not the one that is cached: their copies go next. */
  onReset(rooms: readonly RoomId[]): void
  /** Nothing is missing any more; called once a connection. */
  onSettled(): void
}): CatchUp {
  const { cache, requests, me } = deps
  let phase: 'off' | 'heads' | 'on' | 'settled' = 'off'
  let pulling = false
  let cancelRetry = () => {}

  const pulls = createRoomPulls({ ...deps, onIdle: () => settle() })
  const later = (run: () => void) => {
    cancelRetry()
    cancelRetry = deps.clock.setTimer(retryMs, run)
  }

  const settle = () => {
    if (phase !== 'on' || pulling || !pulls.idle()) return
    phase = 'settled'
    deps.onSettled()
  }
  const pump = () => {
    if (phase === 'on' || phase === 'settled') if (!pulling) pulls.pump()
    settle()
  }

  const pullPersonal = () => {
    if (pulling) return
    pulling = true
    requests.ask({ t: 'personal.pull', after: cache.index.meta().personalCursor }, (reply) => {
      if (reply.kind === 'lost') return
      if (reply.kind === 'refused') {
        pulling = false
        return later(pullPersonal)
      }
      const { frame } = reply
      cache.write((tx, changes) => applyPersonal(tx, changes, me, frame))
      pulling = false
      // An empty part would be the same if asked again.
      if (cache.index.meta().personalCursor < frame.head && frame.from < frame.to) pullPersonal()
      pump()
    })
  }

  const compare = (frame: ServerFrameOf<'heads'>) => {
    const { index } = cache
    if (frame.personal > index.meta().personalCursor) pullPersonal()
    for (const [room, head] of frame.rooms) {
      const cursor = index.get(room)?.cursor
      if (cursor?.seq !== head) pulls.want(room)
    }
  }
  const wantUncached = () => {
    for (const room of cache.index.held()) if (!room.cursor) pulls.want(room.id)
  }

  const askHeads = () => {
    const standing = cache.index
      .held()
      .toSorted((one, other) => other.lastAt - one.lastAt)
      .flatMap(({ id, cursor }): [RoomId, Seq, EntryId][] =>
        cursor ? [[id, cursor.seq, cursor.id]] : [],
      )
      .slice(0, roomsPerCatchUp)
    requests.ask(
      { t: 'catch-up', personal: cache.index.meta().personalCursor, rooms: standing },
      (reply) => {
        if (reply.kind === 'lost') return
        if (reply.kind === 'refused') return later(askHeads)
        phase = 'on'
        if (reply.frame.t === 'heads') compare(reply.frame)
        wantUncached()
        pump()
      },
    )
  }

  return {
    begin() {
      phase = 'heads'
      askHeads()
    },
    end() {
      phase = 'off'
      pulling = false
      cancelRetry()
      pulls.clear()
    },
    entries(frame) {
      const outcome = cache.write((tx, changes) => applyEntries(tx, changes, me, frame))
      if (outcome !== 'gap') return
      pulls.want(frame.room)
      pump()
    },
    personal(frame) {
      const outcome = cache.write((tx, changes) => applyPersonal(tx, changes, me, frame))
      if (outcome === 'gap' && phase !== 'heads') pullPersonal()
    },
    check() {
      requests.ask(
        { t: 'heads.check', sum: cache.index.headSum() },
        (reply) => {
          if (reply.kind !== 'answer' || reply.frame.t !== 'heads') return
          compare(reply.frame)
          wantUncached()
          pump()
        },
        checkMs,
      )
    },
    behind(rooms) {
      for (const room of rooms) if (isHeld(cache.index.get(room))) pulls.want(room)
      pump()
    },
  }
}
