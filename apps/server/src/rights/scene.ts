import {
  directRoomId,
  type CommandBody,
  type CommandId,
  type Contract,
  type MessageId,
  type PersonId,
  type Role,
  type RoomId,
  type RoomKind,
} from '@parley/protocol'
import type { Store } from '../store/port.ts'
import { newId, newRoom } from '../testing/test-client.ts'

/** What the one who acts is to the room. */
export type Part = Role | 'former' | 'stranger'

/** A room as it can stand, and the actor's part in it. */
export type Standing = { kind: RoomKind; contract: Contract['status'] | null; part: Part }

/** The recluse is in no room, ever. */
export type Cast = Record<
  'actor' | 'founder' | 'admin' | 'member' | 'outsider' | 'recluse',
  PersonId
>

/** A room in which the actor has their part, beside an owner (perhaps the actor), an admin and a member. */
export type Scene = Cast & {
  standing: Standing
  room: RoomId
  owner: PersonId
  /** A message of the actor's own, or the founder's where the actor never was in the room. */
  own: MessageId
  others: MessageId
}

const parts = ['owner', 'admin', 'member', 'former', 'stranger'] as const
const rooms = [
  { kind: 'group', contract: null },
  { kind: 'interview', contract: null },
  { kind: 'contract', contract: 'active' },
  { kind: 'contract', contract: 'ended' },
] as const

/** Every room and part there can be. A direct conversation has two members, whom nobody can remove. */
export const standings: Standing[] = [
  ...rooms.flatMap((room) => parts.map((part) => ({ ...room, part }))),
  { kind: 'direct', contract: null, part: 'member' },
  { kind: 'direct', contract: null, part: 'stranger' },
]

/** The role that counts for the ability table; null for who is not in the room. */
export const roleOf = ({ part }: Standing): Role | null =>
  part === 'former' || part === 'stranger' ? null : part

/** Makes the scene's room straight in the store; nobody is told of it. `makingId` names the command that makes it. */
export async function stage(
  store: Store,
  cast: Cast,
  standing: Standing,
  makingId: (room: RoomId) => CommandId = newId,
): Promise<Scene> {
  const act = async (by: PersonId, body: CommandBody) => {
    const id = body.kind === 'room.create' ? makingId(body.room) : newId()
    const { settled } = await store.commit([{ by, at: 1, digest: '', command: { id, body } }])
    if (settled[0]?.kind !== 'done') throw new Error(`the scene broke at ${body.kind}`)
    return id as string as MessageId
  }
  const { actor, founder } = cast
  const { kind, contract, part } = standing
  const isIn = part !== 'stranger'
  const say = (by: PersonId, where: RoomId) =>
    act(by, { kind: 'message.post', room: where, text: 'words', replyTo: null })
  if (kind === 'direct') {
    const other = isIn ? actor : cast.outsider
    const direct = directRoomId(founder, other)
    const made = { kind: 'room.create', roomKind: 'direct', title: '', topic: '' } as const
    await act(founder, { ...made, room: direct, contractTitle: null, people: [other] })
    const own = await say(other, direct)
    const others = await say(founder, direct)
    return { ...cast, standing, room: direct, owner: founder, own, others }
  }
  const room = newRoom()
  const people = [cast.admin, cast.member, ...(isIn ? [actor] : [])]
  const contractTitle = kind === 'contract' ? 'Logo' : null
  await act(founder, {
    kind: 'room.create',
    room,
    roomKind: kind,
    title: 'Plans',
    topic: '',
    contractTitle,
    people,
  })
  await act(founder, { kind: 'member.role', room, person: cast.admin, role: 'admin' })
  const own = await say(isIn ? actor : founder, room)
  const others = await say(founder, room)
  if (contract === 'ended') await act(founder, { kind: 'contract.end', room })
  if (part === 'owner' || part === 'admin')
    await act(founder, { kind: 'member.role', room, person: actor, role: part })
  if (part === 'former') await act(founder, { kind: 'member.remove', room, person: actor })
  return { ...cast, standing, room, owner: part === 'owner' ? actor : founder, own, others }
}
