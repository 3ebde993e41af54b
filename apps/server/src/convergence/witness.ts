import type { CommandId, Entry, PersonId, RoomId, Seq } from '@parley/protocol'
import type { Committed, Reads, Settled, Submission } from '../store/port.ts'

export type Step =
  | { kind: 'entry'; room: RoomId; entry: Entry }
  | { kind: 'mark'; submission: Submission }

type Batch = { submissions: readonly Submission[]; committed: Committed }

/**
 * Watches a server from outside: remembers what became durable, and what left for whom without their being in the room at
 * that place of its log (SPEC X3).
 */
export type Witness = {
  committed(batch: Batch): void
  /** Batches so far. */
  length(): number
  /** Forgets all but the first `length` batches, as the server does that goes back to a copy. */
  goBack(length: number): void
  batches(): (readonly Submission[])[]
  /** Everything that took effect, in order, each once: entries, and the marks people set. */
  steps(): Step[]
  sent(person: PersonId, text: string, read: Reads): void
  /** What left for who may not have it, in words. */
  leaks(): readonly string[]
  /** Every answer a command got that it may rely on: never more than one, however often it came. */
  answers(by: PersonId, id: CommandId): Settled[]
}

export function createWitness(isFinal: (settled: Settled) => boolean): Witness {
  let all: Batch[] = []
  let members = new Map<RoomId, Set<PersonId>[]>()
  let answers = new Map<string, Settled[]>()
  const leaks: string[] = []

  const learn = ({ submissions, committed }: Batch) => {
    for (const { room, entry } of committed.appended) {
      const places = members.get(room) ?? [new Set()]
      places.push(membersAfter(places.at(-1) ?? new Set(), entry))
      members.set(room, places)
    }
    submissions.forEach(({ by, command }, index) => {
      const settled = committed.settled[index]
      if (!settled || !isFinal(settled)) return
      const key = `${by} ${command.id}`
      const known = answers.get(key) ?? []
      if (!known.some((one) => JSON.stringify(one) === JSON.stringify(settled)))
        answers.set(key, [...known, settled])
    })
  }
  const mayHave = (room: RoomId, seq: Seq, person: PersonId) =>
    members.get(room)?.[seq]?.has(person) === true

  return {
    committed(batch) {
      all.push(batch)
      learn(batch)
    },
    length: () => all.length,
    goBack(length) {
      all = all.slice(0, length)
      members = new Map()
      answers = new Map()
      for (const batch of all) learn(batch)
    },
    batches: () => all.map(({ submissions }) => submissions),
    steps: () => stepsOf(all),
    sent(person, text, read) {
      if (text.startsWith('{"t":"room.entries"')) {
        const { room, entries } = JSON.parse(text) as { room: RoomId; entries: Entry[] }
        for (const { seq } of entries)
          if (!mayHave(room, seq, person)) leaks.push(`entry ${seq} of ${room} went to ${person}`)
      }
      for (const room of roomsOfPages(text))
        if (!read.isMember(room, person)) leaks.push(`a page of ${room} went to ${person}`)
    },
    leaks: () => leaks,
    answers: (by, id) => answers.get(`${by} ${id}`) ?? [],
  }
}

/** A mark has no entry; sent again it takes no effect again, as every command with a receipt. */
function stepsOf(all: readonly Batch[]): Step[] {
  const steps: Step[] = []
  const done = new Set<string>()
  for (const { submissions, committed } of all) {
    let next = 0
    submissions.forEach((submission, index) => {
      const { by, command } = submission
      const settled = committed.settled[index]
      if (settled?.kind !== 'done') return
      const isMark = command.body.kind === 'read.mark' || command.body.kind === 'read.unmark'
      const key = `${by} ${command.id}`
      if (isMark && !done.has(key)) steps.push({ kind: 'mark', submission })
      done.add(key)
      const at = committed.appended.findIndex(({ entry }) => entry.id === command.id)
      for (; next <= at; next += 1) push(steps, committed.appended[next])
    })
    for (; next < committed.appended.length; next += 1) push(steps, committed.appended[next])
  }
  return steps
}

function push(steps: Step[], appended: Committed['appended'][number] | undefined): void {
  if (appended) steps.push({ kind: 'entry', room: appended.room, entry: appended.entry })
}

function membersAfter(before: ReadonlySet<PersonId>, { body }: Entry): Set<PersonId> {
  const after = new Set(before)
  if (body.kind === 'room.created' || body.kind === 'member.joined')
    for (const { person } of body.members) after.add(person.id)
  if (body.kind === 'member.left') after.delete(body.person)
  return after
}

const pages = ['room.pages', 'history.page', 'changes.page', 'items.page', 'edits.page']

function roomsOfPages(text: string): RoomId[] {
  if (!pages.some((t) => text.startsWith(`{"t":"${t}"`))) return []
  const frame = JSON.parse(text) as { room?: RoomId; pages?: { kind: string; room: RoomId }[] }
  const held = frame.pages?.filter(({ kind }) => kind !== 'gone').map(({ room }) => room)
  return held ?? (frame.room ? [frame.room] : [])
}
