import type { Cursor, PersonId, RoomId, RoomPage, Seq } from '@parley/protocol'
import { isHeld } from '../apply/changes.ts'
import { applyEntries } from '../apply/entries.ts'
import { applyFarItems, applySnapshot } from '../apply/pages.ts'
import { loseRoom } from '../apply/personal.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { Requests } from '../connection/requests.ts'
import { topOf } from '../ranges/ranges.ts'
import type { Clock } from '../ports.ts'
import { createFarRooms } from './far-rooms.ts'
import { createWanted } from './wanted.ts'

type Snapshot = Extract<RoomPage, { kind: 'snapshot' }>
/** Where a room stood when it was asked for. */
type Asked = { after: Cursor | null; markVersion: number }

export type RoomPulls = {
  /** Pulls the room, once more when it is just being pulled. */
  want(room: RoomId): void
  pump(): void
  idle(): boolean
  clear(): void
}

const requestsAtOnce = 3
/** One answer holds about thirty snapshots or a thousand entries; what it leaves out is asked for again. */
const roomsAtOnce = 64
const retryMs = 1_000

/** Pulls rooms in batches, a few requests at a time, each room in at most one of them. */
export function createRoomPulls(deps: {
  me: PersonId
  cache: CacheWriter
  requests: Requests
  clock: Clock
  looked(): ReadonlySet<RoomId>
  onReset(rooms: readonly RoomId[]): void
  onIdle(): void
}): RoomPulls {
  const { me, cache, requests } = deps
  const wanted = createWanted()
  const busy = new Set<RoomId>()
  let out = 0
  let waiting = false
  let cancelRetry = () => {}

  const far = createFarRooms({
    ...deps,
    onDone(room) {
      out -= 1
      busy.delete(room)
      pump()
    },
    onFailed(room) {
      out -= 1
      busy.delete(room)
      wanted.add(room)
      pause()
    },
  })

  const idle = () => wanted.size() === 0 && out === 0
  const pause = () => {
    waiting = true
    cancelRetry()
    cancelRetry = deps.clock.setTimer(retryMs, () => {
      waiting = false
      pump()
    })
  }

  const pull = (rooms: readonly RoomId[]) => {
    const asked = new Map<RoomId, Asked>(
      rooms.map((id) => {
        const room = cache.index.get(id)
        return [id, { after: room?.cursor ?? null, markVersion: room?.mark.version ?? 0 }]
      }),
    )
    out += 1
    for (const room of rooms) busy.add(room)
    requests.ask(
      {
        t: 'room.pull',
        rooms: rooms.map((room) => ({ room, after: asked.get(room)?.after ?? null })),
      },
      (reply) => {
        if (reply.kind === 'lost') return
        out -= 1
        for (const room of rooms) busy.delete(room)
        if (reply.kind === 'refused') {
          for (const room of rooms) wanted.add(room)
          return pause()
        }
        take(reply.frame.pages, asked)
        pump()
      },
    )
  }

  const take = (pages: readonly RoomPage[], asked: ReadonlyMap<RoomId, Asked>) => {
    const reset = pages.flatMap((page) =>
      page.kind === 'snapshot' && page.why === 'reset' ? [page.room] : [],
    )
    if (reset.length > 0) deps.onReset(reset)
    const unfinished: RoomId[] = []
    const distant: { snapshot: Snapshot; after: Seq }[] = []
    cache.write((tx, changes) => {
      unfinished.length = 0
      distant.length = 0
      for (const page of pages) {
        switch (page.kind) {
          case 'entries': {
            if (page.entries.length > 0) applyEntries(tx, changes, me, page)
            const room = changes.rooms.get(page.room) ?? tx.room(page.room)
            const cursor = room?.cursor?.seq ?? 0
            if (cursor < page.head) unfinished.push(page.room)
            break
          }
          case 'snapshot': {
            const after = asked.get(page.room)?.after?.seq ?? 0
            // Items past the cursor are left of an interrupted try: what changed them since, nobody would tell.
            const isClean = topOf(tx.ranges(page.room)) === after
            if (page.why === 'far' && isClean && applyFarItems(tx, changes, me, page))
              distant.push({ snapshot: page, after })
            else applySnapshot(tx, changes, me, page)
            // Its holes were counted past the mark of then.
            if (tx.room(page.room)?.mark.version !== asked.get(page.room)?.markVersion)
              changes.recount.add(page.room)
            break
          }
          case 'gone':
            loseRoom(tx, changes, page.room)
        }
      }
    })
    const answered = new Set(pages.map((page) => page.room))
    for (const room of asked.keys()) if (!answered.has(room)) wanted.addFirst(room)
    for (const room of unfinished) if (isHeld(cache.index.get(room))) wanted.addFirst(room)
    for (const { snapshot, after } of distant) {
      out += 1
      busy.add(snapshot.room)
      far.begin(snapshot, after)
    }
  }

  const pump = () => {
    while (!waiting && out < requestsAtOnce) {
      const rooms = wanted
        .take((room) => busy.has(room), deps.looked(), roomsAtOnce)
        .filter((room) => isHeld(cache.index.get(room)))
      if (rooms.length === 0) {
        if (wanted.size() === 0 || wantedAreBusy()) break
        continue
      }
      pull(rooms)
    }
    if (idle()) deps.onIdle()
  }
  const wantedAreBusy = () => wanted.every((room) => busy.has(room))

  return {
    want: (room) => wanted.add(room),
    pump,
    idle,
    clear() {
      wanted.clear()
      busy.clear()
      far.clear()
      out = 0
      waiting = false
      cancelRetry()
    },
  }
}
