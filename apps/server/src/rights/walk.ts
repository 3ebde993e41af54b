import {
  can,
  canRemove,
  type Ability,
  type CommandBody,
  type CommandKind,
  type ErrorCode,
  type Role,
  type RoomStanding,
} from '@parley/protocol'
import { newId, newRoom } from '../testing/test-client.ts'
import { roleOf, type Scene } from './scene.ts'

export type Answer = 'done' | ErrorCode

/** One way to ask for a command, and the answer it must get in each standing. */
export type Case = { says: string; body(scene: Scene): CommandBody; answer(scene: Scene): Answer }

const standingOf = ({ standing }: Scene): RoomStanding => ({
  kind: standing.kind,
  contract: standing.contract === null ? null : { title: 'Logo', status: standing.contract },
})

/** As the ability table says, for who is in the room; nobody else learns that there is one (SPEC X1, X6). */
function allowed(
  ability: Ability,
  says: string,
  body: Case['body'],
  /** What else refuses, before the table is asked. */
  unless: (role: Role, scene: Scene) => ErrorCode | null = () => null,
): Case {
  return {
    says,
    body,
    answer(scene) {
      const role = roleOf(scene.standing)
      if (!role) return 'room-unknown'
      const otherwise = unless(role, scene)
      if (otherwise) return otherwise
      return can(role, standingOf(scene), ability) ? 'done' : 'forbidden'
    },
  }
}

function removing(
  says: string,
  target: (scene: Scene) => CommandBodyOf<'member.remove'>['person'],
  targetRole: Role,
): Case {
  return {
    says,
    body: (scene) => ({ kind: 'member.remove', room: scene.room, person: target(scene) }),
    answer(scene) {
      const role = roleOf(scene.standing)
      if (!role) return 'room-unknown'
      const room = standingOf(scene)
      if (!can(role, room, 'member.remove')) return 'forbidden'
      if (target(scene) === scene.actor) return 'last-owner'
      return canRemove(role, targetRole, room) ? 'done' : 'forbidden'
    },
  }
}
type CommandBodyOf<K extends CommandKind> = Extract<CommandBody, { kind: K }>

/** In the year 2100: nothing of it comes due here. */
const farAhead = Date.UTC(2100, 0)

const always = (says: string, body: Case['body']): Case => ({ says, body, answer: () => 'done' })

/** Every kind of command with the ways it is asked for: a kind without a row does not compile, and the walk fails on it. */
export const walk: { [K in CommandKind]: Case[] } = {
  'room.create': [
    always('a room of their own', () => creating(newRoom())),
    {
      says: 'a room that stands',
      body: ({ room, standing, founder }) =>
        standing.kind === 'direct'
          ? { ...creating(room), roomKind: 'direct', title: '', people: [founder] }
          : creating(room),
      // The pair of a direct room is its id; who is not one of them cannot even name it as theirs (SPEC K8).
      answer: ({ standing }) =>
        standing.kind !== 'direct' ? 'room-exists' : roleOf(standing) ? 'done' : 'bad-frame',
    },
  ],
  'room.change': [
    allowed('room.change', 'a title', ({ room }) => ({
      kind: 'room.change',
      room,
      title: 'New',
      topic: null,
    })),
  ],
  'contract.start': [
    allowed('contract.start', 'a contract', ({ room }) => ({
      kind: 'contract.start',
      room,
      title: 'Site',
    })),
  ],
  'contract.end': [
    allowed(
      'contract.end',
      'its end',
      ({ room }) => ({ kind: 'contract.end', room }),
      (role, { standing }) =>
        role === 'owner' && standing.contract === 'ended' ? 'contract-ended' : null,
    ),
  ],
  'member.invite': [
    allowed('member.invite', 'someone new', ({ room, outsider, standing, admin }) => ({
      kind: 'member.invite',
      room,
      people: [standing.kind === 'direct' ? admin : outsider],
    })),
  ],
  'member.leave': [
    allowed(
      'member.leave',
      'to leave',
      ({ room }) => ({ kind: 'member.leave', room }),
      (role) => (role === 'owner' ? 'last-owner' : null),
    ),
  ],
  'member.remove': [
    removing('the owner', ({ owner }) => owner, 'owner'),
    removing(
      'an admin',
      ({ admin, standing, founder }) => (standing.kind === 'direct' ? founder : admin),
      'admin',
    ),
    removing(
      'a member',
      ({ member, standing, founder }) => (standing.kind === 'direct' ? founder : member),
      'member',
    ),
  ],
  'member.role': [
    allowed('member.role', 'an admin', (scene) => giving(scene, 'admin')),
    allowed('member.role', 'handing over', (scene) => giving(scene, 'owner')),
    allowed(
      'member.role',
      'the owner down',
      ({ room, owner }) => ({ kind: 'member.role', room, person: owner, role: 'member' }),
      (role) => (role === 'owner' ? 'last-owner' : null),
    ),
  ],
  'message.post': [
    allowed('message.post', 'words', ({ room }) => ({
      kind: 'message.post',
      room,
      text: 'a',
      replyTo: null,
    })),
  ],
  'message.forward': [
    allowed('message.post', 'a message of this room', ({ room, others }) => ({
      kind: 'message.forward',
      room,
      text: '',
      source: { room, message: others },
    })),
  ],
  'message.edit': [
    allowed('message.edit-own', 'an own one', ({ room, own }) => editing(room, own)),
    allowed(
      'message.edit-own',
      "another's",
      ({ room, others }) => editing(room, others),
      () => 'forbidden',
    ),
  ],
  'message.delete': [
    allowed('message.delete-own', 'an own one', ({ room, own }) => ({
      kind: 'message.delete',
      room,
      target: own,
    })),
    allowed('message.delete-any', "another's", ({ room, others }) => ({
      kind: 'message.delete',
      room,
      target: others,
    })),
  ],
  'reaction.change': [
    allowed('reaction.change', 'a reaction', ({ room, others }) => ({
      kind: 'reaction.change',
      room,
      target: others,
      emoji: '👍',
      on: true,
    })),
  ],
  'pin.change': [
    allowed('message.pin', 'a pin', ({ room, others }) => ({
      kind: 'pin.change',
      room,
      target: others,
      on: true,
    })),
  ],
  'read.mark': [
    allowed('read.mark', 'reading', ({ room }) => ({ kind: 'read.mark', room, upTo: 1, base: 0 })),
  ],
  'read.unmark': [
    allowed('read.mark', 'unread', ({ room }) => ({ kind: 'read.unmark', room, from: 1, base: 0 })),
  ],
  'favourite.change': [
    allowed('favourite.change', 'a star', ({ room }) => ({
      kind: 'favourite.change',
      room,
      on: true,
    })),
  ],
  'archived.change': [
    allowed('archived.change', 'putting away', ({ room }) => ({
      kind: 'archived.change',
      room,
      on: true,
    })),
  ],
  'hidden.change': [
    allowed('hidden.change', 'hiding', ({ room }) => ({ kind: 'hidden.change', room, upTo: 1 })),
  ],
  'block.change': [
    // Whom one may block depends on no single room: the store's contract has those cases (SPEC B3).
    always('a block', ({ recluse }) => ({ kind: 'block.change', person: recluse, name: 'R' })),
    always('no block', ({ recluse }) => ({ kind: 'block.change', person: recluse, name: null })),
  ],
  'saved.change': [
    allowed('saved.change', 'keeping for later', ({ room, others }) => ({
      kind: 'saved.change',
      room,
      message: others,
      on: true,
      remindAt: null,
    })),
    always('keeping no longer', ({ room, others }) => ({
      kind: 'saved.change',
      room,
      message: others,
      on: false,
      remindAt: null,
    })),
  ],
  'schedule.change': [
    allowed('message.post', 'sending later', ({ room }) => ({
      kind: 'schedule.change',
      schedule: newId(),
      room,
      text: 'words',
      replyTo: null,
      at: farAhead,
    })),
  ],
  'schedule.cancel': [
    always('not sending later', () => ({ kind: 'schedule.cancel', schedule: newId() })),
  ],
  'setting.change': [
    always('a setting', () => ({
      kind: 'setting.change',
      name: 'roomListView',
      value: 'category',
    })),
  ],
  'profile.change': [
    always('their own zone', () => ({ kind: 'profile.change', timeZone: 'Asia/Tokyo' })),
  ],
}

const creating = (room: Scene['room']): CommandBodyOf<'room.create'> => ({
  kind: 'room.create',
  room,
  roomKind: 'group',
  title: 'Mine',
  topic: '',
  contractTitle: null,
  people: [],
})

const giving = ({ room, member }: Scene, role: Role): CommandBody => ({
  kind: 'member.role',
  room,
  person: member,
  role,
})

const editing = (room: Scene['room'], target: Scene['own']): CommandBody => ({
  kind: 'message.edit',
  room,
  target,
  text: 'b',
})
