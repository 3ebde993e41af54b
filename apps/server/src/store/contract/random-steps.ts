import type { CommandId, PersonId, RoomId } from '@parley/protocol'
import { anyValueCommand } from '@parley/engine/testing'
import fc from 'fast-check'
import { idOf, personPut, type Body } from './bodies.ts'
import type { World } from './world.ts'

/** One thing someone does: numbers, so that it shrinks; `bodyOf` makes a command of it. */
export type Step = {
  actor: number
  room: number
  what: number
  /** Which message, person or place it is about. */
  which: number
  on: boolean
}

export const anyStep: fc.Arbitrary<Step> = fc.record({
  actor: fc.nat(3),
  room: fc.nat(1),
  what: fc.nat(27),
  which: fc.nat(7),
  on: fc.boolean(),
})

type Scene = {
  world: World
  room: RoomId
  rooms: readonly RoomId[]
  people: PersonId[]
  by: PersonId
}

/** Ids of the first messages there may be: commands take them in order after those that set the scene. */
export const target = (which: number): CommandId => idOf(7 + which)

/** Some of what comes out is refused, which is as it should be. */
export function bodyOf({ what, which, on }: Step, { room, rooms, people, by }: Scene): Body {
  const person = people[which % people.length] ?? by
  const text = `${on ? '@bob ' : ''}text ${which}`
  switch (what) {
    case 0:
      return { kind: 'message.edit', room, target: target(which), text }
    case 1:
      return { kind: 'message.delete', room, target: target(which) }
    case 2:
    case 3:
      return { kind: 'reaction.change', room, target: target(which), emoji: `e${which % 2}`, on }
    case 4:
      return { kind: 'member.invite', room, people: [person] }
    case 5:
      return { kind: 'member.leave', room }
    case 6:
      return { kind: 'member.remove', room, person }
    case 7:
      return { kind: 'member.role', room, person, role: on ? 'admin' : 'owner' }
    case 8:
      return { kind: 'room.change', room, title: `title ${which}`, topic: on ? 'topic' : null }
    case 9:
      return on ? { kind: 'contract.start', room, title: 'Logo' } : { kind: 'contract.end', room }
    case 10:
      return personPut(by, `${by.slice(-1)}name${which}`)
    case 11:
      return { kind: 'read.mark', room, upTo: which * 2, base: on ? 0 : which }
    case 12:
      return { kind: 'read.unmark', room, from: which + 1, base: on ? 0 : which }
    case 13:
      return { kind: 'favourite.change', room, on }
    case 14:
    case 15:
      return { kind: 'pin.change', room, target: target(which), on }
    case 16:
    case 17:
      return {
        kind: 'message.forward',
        room,
        text: on ? text : '',
        source: { room: rooms[which % 2] ?? room, message: target(which) },
      }
    case 18:
    case 19: {
      const message = target(which)
      const at = { room, message, person, id: message, head: which, a: what, b: which }
      return anyValueCommand(at) ?? { kind: 'favourite.change', room, on }
    }
    default:
      return { kind: 'message.post', room, text, replyTo: null }
  }
}
