import { mentionedNames } from '@parley/markup'
import {
  directRoomId,
  type CommandId,
  type EntryBody,
  type Instant,
  type Person,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { derivedId } from '../derived-id.ts'
import type { Submission } from '../store/port.ts'
import { samplePeople, sampleAccount, type SampleName } from './people.ts'
import type { SampleDeps, SampleSignIn } from './port.ts'
import { brandSite } from './rooms/brand-site.ts'
import { release } from './rooms/release.ts'
import { copyPool, directRooms, illustrations, interview } from './rooms/small-rooms.ts'
import type { Line, RoomScript, When } from './script.ts'

const scripts: readonly RoomScript[] = [
  release,
  illustrations,
  copyPool,
  ...directRooms,
  interview,
  brandSite,
]

/** The people whose sign-in the terminal and the sign-in page show. */
export function sampleSignIns(): SampleSignIn[] {
  return sampleNames
    .filter((name) => samplePeople[name].signIn)
    .map((name) => ({ ...sampleAccount(name), role: samplePeople[name].role }))
    .map(({ name, role, email, password }) => ({ name, role, email, password }))
}

const sampleNames = Object.keys(samplePeople) as SampleName[]

/**
 * Fills an empty server with the sample workspace. Ids follow from the people's, so filling again after an interruption adds
 * only what is missing. Throws when the server refuses something: the scripts are wrong then.
 */
export async function fillSample(deps: SampleDeps): Promise<SampleSignIn[]> {
  const people = new Map<SampleName, Person>()
  for (const name of sampleNames) {
    const person = deps.read.person(await deps.createAccount(sampleAccount(name)))
    if (!person) throw new Error(`the sample account ${name} has no person`)
    people.set(name, person)
  }
  for (const script of scripts) await fillRoom(deps, script, people)
  return sampleSignIns()
}

async function fillRoom(
  deps: SampleDeps,
  script: RoomScript,
  people: Map<SampleName, Person>,
): Promise<void> {
  const person = (name: SampleName): Person => {
    const found = people.get(name)
    if (!found) throw new Error(`nobody is called ${name} in the sample`)
    return found
  }
  const everyone = [script.owner, ...script.members]
  const idOf = (part: string): CommandId => sampleId(`${person('alice').id}/${script.key}/${part}`)
  const room: RoomId =
    script.kind === 'direct'
      ? directRoomId(person(script.owner).id, person(script.members[0] ?? script.owner).id)
      : (idOf('room') as string as RoomId)

  // Handed in without waiting between them: the group commit keeps their order and saves a sync to disk a line.
  const pending: Promise<void>[] = []
  let count = 0
  const put = (
    when: When,
    by: SampleName,
    entry: EntryBody,
    id = idOf(String((count += 1))),
  ): void => {
    const at = instantOf(when, deps.clock.now())
    const body = { kind: 'entry.import' as const, room, by: person(by).id, at, entry }
    pending.push(command(deps, person(by).id, id, body))
  }

  put(script.opened, script.owner, {
    kind: 'room.created',
    roomKind: script.kind,
    title: script.title,
    topic: script.topic,
    contractTitle: script.kind === 'contract' ? script.title : null,
    members: everyone.map((name) => ({
      person: person(name),
      role: script.kind !== 'direct' && name === script.owner ? 'owner' : 'member',
    })),
  })
  for (const line of script.lines) {
    const named = 'as' in line && line.as ? idOf(`message ${line.as}`) : undefined
    const id = named ?? idOf(String((count += 1)))
    put(line.when, line.by, entryOf(line, { person, idOf, everyone }), id)
    const reactions = 'react' in line ? Object.entries(line.react ?? {}) : []
    for (const [emoji, names] of reactions)
      for (const name of names ?? [])
        put(line.when, name, { kind: 'reaction.changed', target: id, emoji, on: true })
  }
  await Promise.all(pending)
  const joined = script.lines.flatMap((line) => ('join' in line ? line.join : []))
  for (const name of new Set([...everyone, ...joined]))
    await markRead(deps, room, person(name).id, script.unread[name] ?? 0, idOf(`read ${name}`))
  for (const name of script.favouriteOf)
    await command(deps, person(name).id, idOf(`favourite ${name}`), {
      kind: 'favourite.change',
      room,
      on: true,
    })
}

type Scene = {
  person(name: SampleName): Person
  idOf(part: string): CommandId
  everyone: readonly SampleName[]
}

function entryOf(line: Line, { person, idOf, everyone }: Scene): EntryBody {
  if ('endContract' in line) return { kind: 'contract.ended' }
  if ('topic' in line) return { kind: 'room.changed', title: null, topic: line.topic }
  if ('join' in line)
    return {
      kind: 'member.joined',
      members: line.join.map((name) => ({ person: person(name), role: 'member' })),
    }
  if ('remove' in line) return { kind: 'message.deleted', target: idOf(`message ${line.remove}`) }
  const { handles } = mentionedNames(line.say)
  const mentions = {
    people: everyone.filter((name) => handles.includes(name)).map((name) => person(name).id),
    everyone: false,
  }
  if ('edit' in line)
    return {
      kind: 'message.edited',
      target: idOf(`message ${line.edit}`),
      text: line.say,
      mentions,
    }
  return {
    kind: 'message.posted',
    text: line.say,
    replyTo: line.replyTo === undefined ? null : idOf(`message ${line.replyTo}`),
    mentions,
    editedAt: null,
  }
}

/** Marks everything read but the last `unread` messages. */
async function markRead(
  deps: SampleDeps,
  room: RoomId,
  by: PersonId,
  unread: number,
  id: CommandId,
): Promise<void> {
  const head = deps.read.head(room)?.seq ?? 0
  const upTo = unread === 0 ? head : seqBeforeLast(deps, room, head, unread)
  await command(deps, by, id, { kind: 'read.mark', room, upTo, base: 0 })
}

function seqBeforeLast(deps: SampleDeps, room: RoomId, head: number, messages: number): number {
  const items = deps.read
    .items(room, head, 'back', 200)
    .texts.map((text): { kind: string; seq: number } => JSON.parse(text))
  const first = items.filter((item) => item.kind === 'message').at(-messages)
  return first ? first.seq - 1 : 0
}

async function command(
  deps: SampleDeps,
  by: PersonId,
  id: CommandId,
  body: Submission['command']['body'],
): Promise<void> {
  const command = { id, body } as Submission['command']
  const settled = await deps.submit({ by, at: deps.clock.now(), digest: id, command })
  if (settled.kind === 'refused') throw new Error(`the sample was refused: ${settled.code}`)
}

function instantOf(when: When, now: Instant): Instant {
  if (typeof when === 'number') return now - when * 60_000
  const [daysAgo, time] = when
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const day = new Date(now)
  return new Date(
    day.getFullYear(),
    day.getMonth(),
    day.getDate() - daysAgo,
    hours,
    minutes,
  ).getTime()
}

const sampleId = (name: string) => derivedId(`parley sample ${name}`) as CommandId
