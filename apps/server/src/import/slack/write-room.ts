import {
  directRoomId,
  limits,
  type CommandId,
  type Instant,
  type Person,
  type Role,
  type RoomId,
} from '@parley/protocol'
import { clip } from './clip.ts'
import type { ExportRoom } from './events.ts'
import { stableId } from './ids.ts'
import type { Order } from './write-batch.ts'
import type { RoomSurvey } from './write-survey.ts'

export type RoomContext = {
  survey: RoomSurvey
  person(key: string): Person
  /** Whom the import is made for: they own what it creates. */
  account: Person | null
  exists(room: RoomId): boolean
  now: Instant
}

/** Where a room's records go, and the command that makes it where it does not stand yet. */
export type RoomPlan = { id: RoomId; create: Order | null }

/**
 * A talk of two people is a direct room, except when the import is made for someone: a third person makes a group room of
 * it (PRODUCT R3). What an earlier import chose stays. Null for a room with nobody in it.
 */
export function planRoom(room: ExportRoom, context: RoomContext): RoomPlan | null {
  const pair = pairOf(room, context)
  const direct = pair && directRoomId(pair[0].id, pair[1].id)
  const shared = room.id as RoomId
  if (context.exists(shared)) return { id: shared, create: null }
  if (direct && context.exists(direct)) return { id: direct, create: null }
  const isDirect = pair !== null && !context.account
  const people = isDirect ? pair : firstPeople(room, context)
  const [maker] = people
  if (!maker) return null
  const id = isDirect && direct ? direct : shared
  const known = [room.createdAt, context.survey.firstAt].filter((at) => at !== null)
  const create: Order = {
    id: stableId('room.created', id) as CommandId,
    by: maker.id,
    body: {
      kind: 'entry.import',
      room: id,
      by: maker.id,
      at: known.length === 0 ? context.now : Math.min(...known),
      entry: {
        kind: 'room.created',
        roomKind: isDirect ? 'direct' : 'group',
        title: isDirect ? '' : titleOf(room, people, context.account),
        topic: isDirect || context.survey.setsTopic ? '' : topicOf(room),
        contractTitle: null,
        members: people.map((person) => ({
          person,
          role: isDirect ? 'member' : roleOf(person, maker, context.account),
        })),
      },
    },
  }
  return { id, create }
}

/** Its maker owns a room, or, where the import is made for someone who can sign in, that one, with the maker beside them. */
function roleOf(person: Person, maker: Person, account: Person | null): Role {
  if (person === (account ?? maker)) return 'owner'
  return person === maker ? 'admin' : 'member'
}

/** The two people of a direct talk; null when it is another kind of room, or anyone else has a part in it. */
function pairOf(room: ExportRoom, { survey, person }: RoomContext): [Person, Person] | null {
  if (room.kind !== 'direct') return null
  const keys = new Set([...room.memberKeys, ...survey.early, ...survey.joiners])
  const [one, other, ...more] = [...keys].map(person)
  return one && other && more.length === 0 ? [one, other] : null
}

/** Who is in the room when it begins: whoever made it first, then everyone who does not come in by a record of their own. */
function firstPeople(room: ExportRoom, { survey, person, account }: RoomContext): Person[] {
  const stays = room.memberKeys.filter((key) => !survey.joiners.has(key))
  const maker = room.creatorKey ?? room.memberKeys[0] ?? [...survey.early, ...survey.joiners][0]
  const keys = new Set([...(maker === undefined ? [] : [maker]), ...stays, ...survey.early])
  const people = [...keys].map(person).slice(0, limits.membersPerRoom - (account ? 1 : 0))
  return account ? [...people, account] : people
}

function titleOf(room: ExportRoom, people: readonly Person[], account: Person | null): string {
  const isNamed = room.kind === 'channel' || room.kind === 'private'
  const names = people.filter((person) => person !== account).map(({ name }) => name)
  const title = isNamed || names.length === 0 ? room.name : names.join(', ')
  return clip(title, limits.titleChars) || room.key.slice(0, limits.titleChars)
}

function topicOf({ topic, purpose }: ExportRoom): string {
  return clip(topic.trim() || purpose, limits.topicChars)
}
