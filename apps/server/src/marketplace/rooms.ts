import {
  directRoomId,
  limits,
  titleSchema,
  topicSchema,
  type Person,
  type PersonId,
  type RoomId,
  type RoomState,
} from '@parley/protocol'
import { z } from 'zod'
import { act, attempt, Refused, type MarketplaceDeps, type ServiceCall } from './call.ts'
import {
  inviteStrangers,
  mayInviteStrangers,
  named,
  personRefSchema,
  sorted,
} from './named-people.ts'
import { makingId, roomOfKey } from './service-rooms.ts'

/** What the service calls the room: it gets the same room for the same key, whatever the room has become meanwhile. */
const externalKey = z.string().min(1).max(200).optional()
const people = z.array(personRefSchema).max(limits.peoplePerCommand)
const shared = {
  externalKey,
  client: personRefSchema,
  people: people.default([]),
  title: titleSchema,
  topic: topicSchema.default(''),
}

export const roomAskSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('direct'),
    externalKey,
    client: personRefSchema,
    people: people.length(1),
  }),
  z.strictObject({ kind: z.literal('group'), ...shared }),
  z.strictObject({ kind: z.literal('interview'), ...shared }),
  z.strictObject({
    kind: z.literal('contract'),
    ...shared,
    /** The room's title when left out. */
    contractTitle: titleSchema.optional(),
  }),
])
export type RoomAsk = z.infer<typeof roomAskSchema>

export type Guests = { people: Person[]; invited: string[] }
export type MadeRoom = Guests & { room: RoomId; created: boolean }

/**
 * Makes the room that is asked for, or finds the one that stands: the two people's for a direct one, the one of the external key
 * otherwise. Into one that stands come those of the people who never were in it; whoever left stays out. Who has no account
 * gets an invitation into the room.
 */
export async function openRoom(
  deps: MarketplaceDeps,
  call: ServiceCall,
  ask: RoomAsk,
): Promise<MadeRoom> {
  const client = await named(deps, ask.client)
  const { people: guests, strangers } = await sorted(deps, ask.people)
  if (ask.kind === 'direct' && strangers.length > 0) throw new Refused('person-unknown')
  mayInviteStrangers(call, strangers)
  const owner = client.id
  const others = guests.map(({ id }) => id).filter((id) => id !== owner)
  const room = roomFor(call, ask, owner, others)
  const { service } = call.token
  deps.rooms.note(service, { room, externalKey: ask.externalKey ?? null }, deps.clock.now())
  const created = await makeRoom(deps, call, { ask, room, owner, others })
  const standing = deps.read.room(room)
  if (!standing) throw new Refused('room-unknown')
  if (!created && standing.kind !== 'direct') await letIn(deps, call, standing, others)
  inviteStrangers(deps, ownerOf(standing), room, strangers)
  return { room, created, people: [client, ...guests], invited: strangers }
}

/** True when the room is there by this call, false when it stood. */
async function makeRoom(
  deps: MarketplaceDeps,
  call: ServiceCall,
  { ask, room, owner, others }: { ask: RoomAsk; room: RoomId; owner: PersonId; others: PersonId[] },
): Promise<boolean> {
  if (deps.read.room(room)) return false
  const settled = await attempt(deps, owner, makingId(call.token.service, room), {
    kind: 'room.create',
    room,
    roomKind: ask.kind,
    title: ask.kind === 'direct' ? '' : ask.title,
    topic: ask.kind === 'direct' ? '' : ask.topic,
    contractTitle: ask.kind === 'contract' ? (ask.contractTitle ?? ask.title) : null,
    people: others,
  })
  if (settled.kind === 'done') return deps.rooms.made(call.token.service, room)
  // Two calls for one room at once: the later one finds the room of the earlier.
  if (!deps.read.room(room)) throw new Refused(settled.code)
  return false
}

function roomFor(call: ServiceCall, ask: RoomAsk, owner: PersonId, others: PersonId[]): RoomId {
  if (ask.kind !== 'direct')
    return ask.externalKey === undefined
      ? (call.id('room') as string as RoomId)
      : roomOfKey(call.token.service, ask.externalKey)
  const [other] = others
  if (!other) throw new Refused('bad-frame')
  return directRoomId(owner, other)
}

async function letIn(
  deps: MarketplaceDeps,
  call: ServiceCall,
  state: RoomState,
  people: readonly PersonId[],
): Promise<void> {
  const known = new Set(state.members.map(({ person }) => person.id))
  const fresh = people.filter((person) => !known.has(person))
  if (fresh.length === 0) return
  await act(deps, ownerOf(state), call.id('let in'), {
    kind: 'member.invite',
    room: state.id,
    people: fresh,
  })
}

/** The room as it stands, for a service that made it; to any other it does not exist (SPEC X1). */
export function ownRoom(deps: MarketplaceDeps, { token }: ServiceCall, room: RoomId): RoomState {
  const state = deps.rooms.made(token.service, room) ? deps.read.room(room) : null
  if (!state) throw new Refused('room-unknown')
  return state
}

/** For whom a service acts in a room. A direct room has no owner: there the abilities refuse what only an owner may. */
export function ownerOf(state: RoomState): PersonId {
  const present = state.members.filter(({ left }) => left === null)
  const owner = present.find(({ role }) => role === 'owner') ?? present[0]
  if (!owner) throw new Refused('room-unknown')
  return owner.person.id
}

/** Null leaves as it is. */
export async function changeRoom(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
  change: { title: string | null; topic: string | null },
): Promise<void> {
  const state = ownRoom(deps, call, room)
  await act(deps, ownerOf(state), call.id('change'), { kind: 'room.change', room, ...change })
}

export async function addPeople(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
  refs: z.infer<typeof people>,
): Promise<Guests> {
  const state = ownRoom(deps, call, room)
  const { people: guests, strangers } = await sorted(deps, refs)
  mayInviteStrangers(call, strangers)
  const owner = ownerOf(state)
  const ids = guests.map(({ id }) => id)
  if (ids.length > 0)
    await act(deps, owner, call.id('add'), { kind: 'member.invite', room, people: ids })
  inviteStrangers(deps, owner, room, strangers)
  return { people: guests, invited: strangers }
}

export async function removePerson(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
  person: PersonId,
): Promise<void> {
  const state = ownRoom(deps, call, room)
  await act(deps, ownerOf(state), call.id('remove'), { kind: 'member.remove', room, person })
}

/** Turns an interview into a contract. One that is this contract already stays as it is. */
export async function startContract(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
  title: string,
): Promise<void> {
  const state = ownRoom(deps, call, room)
  const { contract } = state
  if (contract?.status === 'active' && contract.title === title) return
  if (contract?.status === 'ended') throw new Refused('contract-ended')
  await act(deps, ownerOf(state), call.id('start'), { kind: 'contract.start', room, title })
}

/** One that has ended stays as it is. */
export async function endContract(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
): Promise<void> {
  const state = ownRoom(deps, call, room)
  if (state.contract?.status === 'ended') return
  await act(deps, ownerOf(state), call.id('end'), { kind: 'contract.end', room })
}
