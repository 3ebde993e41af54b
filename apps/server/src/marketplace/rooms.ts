import {
  directRoomId,
  limits,
  titleSchema,
  topicSchema,
  type PersonId,
  type RoomId,
  type RoomState,
} from '@parley/protocol'
import { z } from 'zod'
import { act, attempt, Refused, type MarketplaceDeps, type ServiceCall } from './call.ts'
import { named, personRefSchema, type NamedPerson } from './named-people.ts'
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

export type MadeRoom = { room: RoomId; created: boolean; people: NamedPerson[] }

/**
 * Makes the room that is asked for, or finds the one that stands: the two people's for a direct one, the one of the external key
 * otherwise. Into one that stands come those of the people who never were in it; whoever left stays out.
 */
export async function openRoom(
  deps: MarketplaceDeps,
  call: ServiceCall,
  ask: RoomAsk,
): Promise<MadeRoom> {
  const client = await named(deps, call, ask.client)
  const guests: NamedPerson[] = []
  for (const ref of ask.people) guests.push(await named(deps, call, ref))
  const owner = client.person.id
  const others = guests.map(({ person }) => person.id).filter((id) => id !== owner)
  const room = roomFor(call, ask, owner, others)
  deps.rooms.note(
    call.token.service,
    { room, externalKey: ask.externalKey ?? null },
    deps.clock.now(),
  )
  const made: Omit<MadeRoom, 'created'> = { room, people: [client, ...guests] }
  if (!deps.read.room(room)) {
    const settled = await attempt(deps, owner, makingId(call.token.service, room), {
      kind: 'room.create',
      room,
      roomKind: ask.kind,
      title: ask.kind === 'direct' ? '' : ask.title,
      topic: ask.kind === 'direct' ? '' : ask.topic,
      contractTitle: ask.kind === 'contract' ? (ask.contractTitle ?? ask.title) : null,
      people: others,
    })
    // Two calls for one room at once: the later one finds the room of the earlier.
    if (settled.kind === 'refused' && !deps.read.room(room)) throw new Refused(settled.code)
    if (settled.kind === 'done')
      return { ...made, created: deps.rooms.made(call.token.service, room) }
  }
  const standing = deps.read.room(room)
  if (standing && standing.kind !== 'direct') await letIn(deps, call, standing, others)
  return { ...made, created: false }
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
): Promise<NamedPerson[]> {
  const state = ownRoom(deps, call, room)
  const guests: NamedPerson[] = []
  for (const ref of refs) guests.push(await named(deps, call, ref))
  const ids = guests.map(({ person }) => person.id)
  await act(deps, ownerOf(state), call.id('add'), { kind: 'member.invite', room, people: ids })
  return guests
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
