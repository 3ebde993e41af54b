import { can, type Ability, type CommandKind, type RoomStanding } from '@parley/protocol'
import { roleOf, type Scene } from './scene.ts'
import type { Answer } from './walk.ts'

type Request = { method: string; path: string; body?: object }
/** A route by which a service gives a command, and the answer it must get about a room it made. */
export type ServiceCase = {
  /** As the interface's description has it. */
  route: string
  request(scene: Scene): Request
  answer(scene: Scene): Answer
}

/** A service acts for the room's owner; in a direct room for a member, since there is no owner there. */
function asOwner(ability: Ability, { standing }: Scene): Answer {
  const { kind, contract } = standing
  const room: RoomStanding = { kind, contract: contract && { title: 'Logo', status: contract } }
  return can(kind === 'direct' ? 'member' : 'owner', room, ability) ? 'done' : 'forbidden'
}

const at = ({ room }: Scene, rest = '') => `/api/v1/rooms/${encodeURIComponent(room)}${rest}`

/** Every kind of command with the service's route to it, null where it has none: a kind without a row does not compile. */
export const serviceWalk: Record<CommandKind, ServiceCase | null> = {
  'room.create': {
    route: 'POST /api/v1/rooms',
    request: ({ founder }) => ({
      method: 'POST',
      path: '/api/v1/rooms',
      body: { kind: 'group', title: 'Mine', client: { id: founder } },
    }),
    answer: () => 'done',
  },
  'room.change': {
    route: 'PATCH /api/v1/rooms/{room}',
    request: (scene) => ({ method: 'PATCH', path: at(scene), body: { title: 'New' } }),
    answer: (scene) => asOwner('room.change', scene),
  },
  'contract.start': {
    route: 'POST /api/v1/rooms/{room}/contract',
    request: (scene) => ({ method: 'POST', path: at(scene, '/contract'), body: { title: 'Site' } }),
    answer: (scene) =>
      scene.standing.contract === 'ended' ? 'contract-ended' : asOwner('contract.start', scene),
  },
  'contract.end': {
    route: 'POST /api/v1/rooms/{room}/contract/end',
    request: (scene) => ({ method: 'POST', path: at(scene, '/contract/end') }),
    // Ended before is as good as ended now.
    answer: (scene) =>
      scene.standing.contract === 'ended' ? 'done' : asOwner('contract.end', scene),
  },
  'member.invite': {
    route: 'POST /api/v1/rooms/{room}/members',
    request: (scene) => ({
      method: 'POST',
      path: at(scene, '/members'),
      body: { people: [{ id: scene.standing.kind === 'direct' ? scene.admin : scene.outsider }] },
    }),
    answer: (scene) => asOwner('member.invite', scene),
  },
  'member.leave': null,
  'member.remove': {
    route: 'DELETE /api/v1/rooms/{room}/members/{person}',
    request: (scene) => ({ method: 'DELETE', path: at(scene, `/members/${scene.actor}`) }),
    answer(scene) {
      const right = asOwner('member.remove', scene)
      if (right !== 'done') return right
      if (scene.standing.part === 'owner') return 'last-owner'
      return roleOf(scene.standing) ? 'done' : 'person-absent'
    },
  },
  'member.role': null,
  'message.post': {
    route: 'POST /api/v1/rooms/{room}/messages',
    request: (scene) => ({
      method: 'POST',
      path: at(scene, '/messages'),
      body: { text: 'a', as: { id: scene.actor } },
    }),
    answer: ({ standing }) => (roleOf(standing) ? 'done' : 'person-absent'),
  },
  'message.forward': null,
  'message.edit': null,
  'message.delete': null,
  'reaction.change': null,
  'pin.change': null,
  'read.mark': null,
  'read.unmark': null,
  'favourite.change': null,
  'archived.change': null,
  'hidden.change': null,
  'schedule.change': null,
  'schedule.cancel': null,
  'setting.change': null,
  'saved.change': null,
  'profile.change': null,
  'block.change': null,
}
