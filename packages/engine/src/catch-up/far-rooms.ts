import type { PersonId, RoomId, RoomPage, Seq } from '@parley/protocol'
import { applyChangedItems, applyFar } from '../apply/pages.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { Requests } from '../connection/requests.ts'

type Snapshot = Extract<RoomPage, { kind: 'snapshot' }>

export type FarRooms = {
  /** Pulls what changed at or below `after`, where the room's cursor stands, up to the snapshot; then moves the cursor. */
  begin(snapshot: Snapshot, after: Seq): void
  clear(): void
}

/** Rooms too far behind for their entries (SPEC L11), between their snapshot and the last change before it. */
export function createFarRooms(deps: {
  me: PersonId
  cache: CacheWriter
  requests: Requests
  onDone(room: RoomId): void
  onFailed(room: RoomId): void
}): FarRooms {
  const { me, cache } = deps
  let round = 0

  const pull = (snapshot: Snapshot, after: Seq, from: Seq) => {
    const { room } = snapshot
    const mine = round
    deps.requests.ask({ t: 'changes.pull', room, after, from }, (reply) => {
      if (reply.kind === 'lost' || mine !== round) return
      if (reply.kind === 'refused') return deps.onFailed(room)
      const { items, next } = reply.frame
      const unmoved = cache.write((tx, changes) => {
        // Lost or purged in the meantime: what comes belongs to a copy that is gone.
        if (tx.room(room)?.cursor?.seq !== after) return false
        applyChangedItems(tx, changes, me, { room, items })
        if (next === null) applyFar(tx, changes, me, snapshot)
        return true
      })
      if (unmoved && next !== null) return pull(snapshot, after, next)
      deps.onDone(room)
    })
  }
  return {
    begin: (snapshot, after) => pull(snapshot, after, after),
    clear() {
      round += 1
    },
  }
}
