import {
  limits,
  type ClientFrame,
  type Instant,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import type { Clock } from '../ports.ts'

/** What this person looks at and does, told to the server while there is a connection. */
export type Attention = {
  looked(): ReadonlySet<RoomId>
  /** When a room was last looked away from; 0 for never. */
  lookedAt(room: RoomId): Instant
  look(rooms: readonly RoomId[], people: readonly PersonId[]): void
  active(active: boolean): void
  typing(room: RoomId, on: boolean): void
  /** A new connection knows nothing of it yet. */
  begin(): void
  end(): void
}

/** Nobody types this long without a key: the page forgot to say so. */
const forgottenMs = 60_000

export function createAttention(deps: { clock: Clock; send(frame: ClientFrame): void }): Attention {
  let rooms: readonly RoomId[] = []
  let people: readonly PersonId[] = []
  let looked: ReadonlySet<RoomId> = new Set()
  const lookedAt = new Map<RoomId, Instant>()
  let active = true
  let typing: { room: RoomId; since: number; cancel(): void } | null = null

  const sendLook = () => deps.send({ t: 'look', rooms: [...rooms], people: [...people] })
  const sendActive = () => deps.send({ t: 'activity.set', active })
  const stopTyping = () => {
    if (!typing) return
    const { room } = typing
    typing.cancel()
    typing = null
    deps.send({ t: 'typing.set', room, on: false })
  }
  const repeat = (room: RoomId, since: number) => {
    deps.send({ t: 'typing.set', room, on: true })
    const cancel = deps.clock.setTimer(limits.typingMs / 2, () => {
      if (!typing || deps.clock.now() - typing.since > forgottenMs) return stopTyping()
      repeat(room, typing.since)
    })
    typing = { room, since, cancel }
  }

  return {
    looked: () => looked,
    lookedAt: (room) => lookedAt.get(room) ?? 0,
    look(nextRooms, nextPeople) {
      rooms = nextRooms.slice(0, limits.lookRooms)
      people = nextPeople.slice(0, limits.lookPeople)
      for (const room of looked) lookedAt.set(room, deps.clock.now())
      looked = new Set(rooms)
      if (typing && !looked.has(typing.room)) stopTyping()
      sendLook()
    },
    active(next) {
      active = next
      sendActive()
    },
    typing(room, on) {
      if (!on) {
        if (typing?.room === room) stopTyping()
        return
      }
      if (typing?.room === room) typing.since = deps.clock.now()
      else {
        stopTyping()
        repeat(room, deps.clock.now())
      }
    },
    begin() {
      if (rooms.length > 0 || people.length > 0) sendLook()
      sendActive()
    },
    end() {
      typing?.cancel()
      typing = null
    },
  }
}
