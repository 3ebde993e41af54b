import {
  limits,
  type PersonId,
  type PresenceState,
  type RoomId,
  type Seq,
  type ServerFrameOf,
} from '@parley/protocol'
import type { Clock } from '../ports.ts'

/** What others do right now: not stored, and gone with the connection. */
export type Live = {
  typing(room: RoomId): PersonId[]
  seen(room: RoomId): { person: PersonId; upTo: Seq }[]
  presence(): { id: PersonId; state: PresenceState }[]
  hear(frame: ServerFrameOf<'typing'> | ServerFrameOf<'seen'> | ServerFrameOf<'presence'>): void
  end(): void
}

export type LiveKey = 'presence' | `typing:${RoomId}` | `seen:${RoomId}`

export function createLive(deps: { me: PersonId; clock: Clock; touch(key: LiveKey): void }): Live {
  const typing = new Map<RoomId, Map<PersonId, () => void>>()
  const seen = new Map<RoomId, Map<PersonId, Seq>>()
  const presence = new Map<PersonId, PresenceState>()

  const stopTyping = (room: RoomId, person: PersonId) => {
    const people = typing.get(room)
    people?.get(person)?.()
    if (people?.delete(person)) deps.touch(`typing:${room}`)
  }
  const startTyping = (room: RoomId, person: PersonId) => {
    const people = typing.get(room) ?? new Map<PersonId, () => void>()
    typing.set(room, people)
    const known = people.get(person)
    known?.()
    people.set(
      person,
      deps.clock.setTimer(limits.typingMs, () => stopTyping(room, person)),
    )
    if (!known) deps.touch(`typing:${room}`)
  }

  return {
    typing: (room) => [...(typing.get(room)?.keys() ?? [])],
    seen: (room) => [...(seen.get(room) ?? [])].map(([person, upTo]) => ({ person, upTo })),
    presence: () => [...presence].map(([id, state]) => ({ id, state })),
    hear(frame) {
      switch (frame.t) {
        case 'typing':
          if (frame.person === deps.me) return
          return frame.on
            ? startTyping(frame.room, frame.person)
            : stopTyping(frame.room, frame.person)
        case 'seen': {
          const marks = seen.get(frame.room) ?? new Map<PersonId, Seq>()
          seen.set(frame.room, marks)
          for (const [person, upTo] of frame.marks) marks.set(person, upTo)
          return deps.touch(`seen:${frame.room}`)
        }
        case 'presence':
          for (const [person, state] of frame.people) presence.set(person, state)
          return deps.touch('presence')
      }
    },
    end() {
      for (const [room, people] of typing) for (const id of people.keys()) stopTyping(room, id)
      presence.clear()
      deps.touch('presence')
    },
  }
}
