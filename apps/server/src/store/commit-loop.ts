import {
  isFinal,
  limits,
  type CommandId,
  type Instant,
  type PersonId,
  type Seq,
} from '@parley/protocol'
import { decide, needs } from '../decide/decide.ts'
import type { Changes, Loader, Receipt } from './changes.ts'
import type { Committed, PersonalChange, Settled, Submission } from './port.ts'
import { WorkingFacts } from './working-facts.ts'

/** What a batch comes to: what the adapter has to write, and what is true once that is durable. */
export type Outcome = { changes: Changes; committed: Committed }

const refusalMs = limits.refusalDays * 24 * 60 * 60 * 1000

/**
 * Load, decide in order, fold: the loop every adapter shares. Reads through `load` and writes nothing; the adapter writes
 * `changes` in the same transaction. `fresh` leaves out looking for entries that resent commands have already: nearly every
 * command is new, and for the others inserting fails on the entry's id. The adapter then decides the batch again without.
 */
export function decideBatch(
  load: Loader,
  batch: readonly Submission[],
  { fresh }: { fresh: boolean } = { fresh: false },
): Outcome {
  const memory = new Answers(load, batch, fresh)
  const facts = new WorkingFacts(
    load,
    batch.flatMap((submission) => needs(submission)),
  )
  const personalAnswers: { settled: Settled & { kind: 'done' }; value: number }[] = []
  const settled = batch.map((submission): Settled => {
    const first = memory.firstAnswer(submission)
    if (first) return first
    const decision = decide(facts, submission)
    const makesEntry = decision.kind === 'accept' && decision.answer === 'entry'
    // Without an entry to insert nothing would fail: whether it is a resend has to be asked.
    const late = fresh && !makesEntry ? memory.lateAnswer(submission) : null
    if (late) return late
    if (decision.kind === 'refuse') {
      const refused: Settled = { kind: 'refused', code: decision.code }
      if (isFinal(decision.code)) memory.remember(submission, refused)
      return refused
    }
    const done: Settled = { kind: 'done', seq: 0 }
    for (const write of decision.writes) {
      const isOwn = write.do === 'append' && write.entry.id === submission.command.id
      if (isOwn) done.seq = write.entry.seq
      facts.fold(write, isOwn ? submission.digest : '')
      if (write.do === 'append' && !isOwn) memory.reserve(write.entry.id, write.entry.by)
    }
    if (decision.answer === 'personal')
      personalAnswers.push({ settled: done, value: facts.personalValues.length - 1 })
    if (decision.answer === 'entry') memory.keepEntry(submission, done)
    else memory.remember(submission, done)
    return done
  })
  const personal = placed(load, facts.personalValues)
  for (const answer of personalAnswers) answer.settled.seq = personal[answer.value]?.item.seq ?? 0
  const { entries } = facts.changes
  const appended = entries.map(({ room, entry, text }) => ({ room, entry, text }))
  return {
    changes: { ...facts.changes, personal, receipts: memory.receipts() },
    committed: { settled, appended, personal, nextDueAt: earliest(facts.changes.due) },
  }
}

function earliest(due: Changes['due']): Instant | null {
  let first: Instant | null = null
  for (const work of due.values()) first = earlier(first, work?.dueAt ?? null)
  return first
}

export function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other
  return Math.min(one, other)
}

/** Gives each value its place in its person's log. */
function placed(load: Loader, values: WorkingFacts['personalValues']): PersonalChange[] {
  if (values.length === 0) return []
  const people = [...new Set(values.map(({ person }) => person))]
  const heads = new Map<PersonId, Seq>(
    load.personalHeads(people).map(({ person, seq }) => [person, seq]),
  )
  return values.map(({ person, value }) => {
    const seq = (heads.get(person) ?? 0) + 1
    heads.set(person, seq)
    return { person, item: { ...value, seq } }
  })
}

type Known = { digest: string; settled: Settled }

/** The first answers to commands, from storage and from this batch (SPEC K2, K3). */
class Answers {
  /** By command id: entries, whose ids are unique over all people. */
  readonly #entries = new Map<CommandId, Known & { by: PersonId }>()
  /** By person and command id. */
  readonly #receipts = new Map<string, Known>()
  readonly #new: { submission: Submission; settled: Settled }[] = []

  readonly #load: Loader

  constructor(load: Loader, batch: readonly Submission[], fresh: boolean) {
    this.#load = load
    const asked = batch.filter(leavesMemory)
    if (asked.length === 0) return
    if (!fresh) this.#learn(asked.map(({ command }) => command.id))
    const receipts = load.receipts(asked.map(({ by, command }) => ({ by, id: command.id })))
    const at = Math.max(...asked.map((submission) => submission.at))
    for (const receipt of receipts) {
      if (receipt.code !== null && receipt.at + refusalMs <= at) continue
      const settled = settledOf(receipt)
      this.#receipts.set(`${receipt.person} ${receipt.id}`, { digest: receipt.digest, settled })
    }
  }

  #learn(ids: CommandId[]): void {
    for (const entry of this.#load.entryAnswers(ids)) this.#entries.set(entry.id, entry)
  }

  /** As `firstAnswer`, from entries that were not loaded with the batch. */
  lateAnswer(submission: Submission): Settled | null {
    if (!leavesMemory(submission)) return null
    this.#learn([submission.command.id])
    return this.firstAnswer(submission)
  }

  /** What the same command was answered before; `id-reused` when this is another one under its id. */
  firstAnswer(submission: Submission): Settled | null {
    if (!leavesMemory(submission)) return null
    const { by, digest, command } = submission
    const entry = this.#entries.get(command.id)
    const known = entry ?? this.#receipts.get(`${by} ${command.id}`)
    if (!known) return null
    const isSame = known.digest === digest && (!entry || entry.by === authorOf(submission))
    return isSame ? known.settled : { kind: 'refused', code: 'id-reused' }
  }

  remember(submission: Submission, settled: Settled): void {
    // A scheduled message that could not be posted may be set anew, under the same id.
    if (!leavesMemory(submission) || submission.command.body.kind === 'schedule.due') return
    const { by, digest, command } = submission
    this.#receipts.set(`${by} ${command.id}`, { digest, settled })
    this.#new.push({ submission, settled })
  }

  keepEntry(submission: Submission, settled: Settled): void {
    const { digest, command } = submission
    this.#entries.set(command.id, { by: authorOf(submission), digest, settled })
  }

  /** An entry that follows from a command under an id of its own: no command may use that id again. */
  reserve(id: CommandId, by: PersonId): void {
    this.#entries.set(id, { by, digest: '', settled: { kind: 'refused', code: 'id-reused' } })
  }

  receipts(): Receipt[] {
    return this.#new.map(({ submission: { by, at, digest, command }, settled }) => ({
      id: command.id,
      person: by,
      digest,
      at,
      seq: settled.kind === 'done' ? settled.seq : 0,
      code: settled.kind === 'refused' ? settled.code : null,
    }))
  }
}

function settledOf({ seq, code }: Receipt): Settled {
  return code === null ? { kind: 'done', seq } : { kind: 'refused', code }
}

const leaveNone: ReadonlySet<string> = new Set([
  'read.mark',
  'due.put',
  'due.drop',
  'due.settle',
  'reminder.due',
] satisfies Submission['command']['body']['kind'][])

/** Reads only move forward, so they leave no receipt (SPEC K4); neither does due work, which comes to the same when said twice. */
function leavesMemory({ command }: Submission): boolean {
  const { kind } = command.body
  return !leaveNone.has(kind)
}

/** Who stands in the entry a command makes: for one from elsewhere, its own author. */
function authorOf({ by, command }: Submission): PersonId {
  return command.body.kind === 'entry.import' ? command.body.by : by
}
