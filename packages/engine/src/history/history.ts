import {
  limits,
  readUpTo,
  type EntryId,
  type PersonId,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import { isHeld, type Changes } from '../apply/changes.ts'
import { applyFoundItems, applyHistory } from '../apply/pages.ts'
import type { CacheWriter } from '../cache/writer.ts'
import type { Requests } from '../connection/requests.ts'
import type { Clock } from '../ports.ts'

export type Direction = 'back' | 'forward'

/** Fetches what the person comes to see and the cache does not hold. */
export type History = {
  /** Items at or below `edge`, or above it. Asking twice asks once. */
  fill(room: RoomId, edge: Seq, direction: Direction): void
  /** Single items, by id. */
  fetch(room: RoomId, ids: readonly EntryId[]): void
  /** An item's sequence, from the cache or the server; null when there is no such item, or no server to ask. */
  locate(room: RoomId, id: EntryId): Promise<Seq | null>
  committed(changes: Changes): void
  /** Nothing else is missing any more: holes may be counted again. */
  settled(): void
  end(): void
}

const itemsAtOnce = 100
const recountMs = 500
const roomsPerRecount = 20

export function createHistory(deps: {
  me: PersonId
  cache: CacheWriter
  requests: Requests
  clock: Clock
  isOnline(): boolean
}): History {
  const { me, cache, requests } = deps
  /** What was asked on this connection; an answer takes it off again when it brought something. */
  const asked = new Set<string>()
  /** To be counted again. At first all with something unread: a crash may have come before the new count. */
  const recount = new Set<RoomId>(
    cache.index
      .held()
      .filter((room) => room.unread > 0)
      .map((room) => room.id),
  )
  /** Below these, pages are older than the cached copy of the room. */
  const floors = new Map<RoomId, Seq>()
  let cancelRecount: (() => void) | null = null
  let isSettled = false

  const isStale = (room: RoomId, asOf: Seq) => asOf < (floors.get(room) ?? 0)

  const pull = (room: RoomId, edge: Seq, direction: Direction, limit: number) => {
    const key = `${room}/${edge}/${direction}/${limit}`
    if (!deps.isOnline() || asked.has(key)) return
    asked.add(key)
    requests.ask({ t: 'history.pull', room, edge, direction, limit }, (reply) => {
      if (reply.kind !== 'answer') return
      const { page } = reply.frame
      // An empty answer would be the same if asked again.
      if (page.to > page.from) asked.delete(key)
      if (isStale(room, page.asOf)) return pull(room, edge, direction, limit)
      cache.write((tx, changes) => applyHistory(tx, changes, me, { room, page }))
    })
  }

  const fetch = (room: RoomId, ids: readonly EntryId[], found: (seq: Seq | null) => void) => {
    if (!deps.isOnline()) return found(null)
    requests.ask({ t: 'items.pull', room, ids: [...ids] }, (reply) => {
      if (reply.kind !== 'answer') return found(null)
      const { items, asOf, next } = reply.frame
      if (isStale(room, asOf)) return fetch(room, ids, found)
      cache.write((tx, changes) => applyFoundItems(tx, changes, me, { room, items }))
      if (next !== null) fetch(room, ids.slice(next), () => {})
      found(items.find((item) => item.id === ids[0])?.seq ?? null)
    })
  }
  const fetchOnce = (room: RoomId, ids: readonly EntryId[]) => {
    if (!deps.isOnline()) return
    const fresh = ids.filter((id) => !asked.has(`${room}/${id}`))
    for (const id of fresh) asked.add(`${room}/${id}`)
    for (let at = 0; at < fresh.length; at += limits.itemsPerLookUp)
      fetch(room, fresh.slice(at, at + limits.itemsPerLookUp), () => {})
  }

  const countAgain = () => {
    cancelRecount = null
    const ids = [...recount].slice(0, roomsPerRecount)
    for (const id of ids) recount.delete(id)
    const rooms = ids.flatMap((id) => cache.index.get(id) ?? []).filter(isHeld)
    const edges = cache.read((tx) =>
      rooms.flatMap((room) => {
        const read = readUpTo(room.mark, room.ownLastPost)
        return tx
          .holes(room.id)
          .filter((hole) => hole.to > read)
          .map((hole) => ({ room: room.id, edge: hole.to }))
      }),
    )
    for (const { room, edge } of edges) pull(room, edge, 'back', 1)
    scheduleRecount()
  }
  const scheduleRecount = () => {
    if (isSettled && recount.size > 0) cancelRecount ??= deps.clock.setTimer(recountMs, countAgain)
  }

  return {
    fill: (room, edge, direction) => pull(room, edge, direction, itemsAtOnce),
    fetch: fetchOnce,
    locate(room, id) {
      const cached = cache.read((tx) => tx.item(room, id))
      if (cached) return Promise.resolve(cached.seq)
      return new Promise((resolve) => fetch(room, [id], resolve))
    },
    committed(changes) {
      for (const [room, asOf] of changes.jumped) {
        floors.set(room, asOf)
        recount.delete(room)
      }
      for (const [room, ids] of changes.outdated) {
        for (const id of ids) asked.delete(`${room}/${id}`)
        fetchOnce(room, [...ids])
      }
      for (const room of changes.recount) recount.add(room)
      scheduleRecount()
    },
    settled() {
      isSettled = true
      scheduleRecount()
    },
    end() {
      isSettled = false
      asked.clear()
      floors.clear()
      cancelRecount?.()
      cancelRecount = null
    },
  }
}
