import { limits, type ErrorCode } from '@parley/protocol'
import type { Committed, Settled, Store, Submission } from './port.ts'
import { StorageError } from './storage-error.ts'

/** A batch that is durable: `committed.settled[i]` is the result of `submissions[i]`. */
export type CommittedBatch = { submissions: readonly Submission[]; committed: Committed }

/** `schedule` runs its argument once, after the events of this poll phase (`setImmediate`). */
export type GroupCommitOptions = {
  schedule(run: () => void): void
  /** Tells the world; everything in the batch is durable and nobody has been answered yet. */
  onCommitted(batch: CommittedBatch): void
  /** A batch that storage refused: those who sent it are answered with a transient code. */
  onFailed?(error: unknown, submissions: readonly Submission[]): void
  maxBatch?: number
  /** Of what the people write in one batch: all of it goes to a socket in one go, which has a cap (SPEC W5). */
  maxBatchBytes?: number
}

export type GroupCommit = {
  /** Resolves when the submission is durable or refused; never rejects. */
  submit(submission: Submission): Promise<Settled>
  /** Submissions that wait or are being written. */
  waiting(): number
  /** Resolves once nothing waits. */
  idle(): Promise<void>
}

/**
 * Poll phases in a row that brought nothing before a crowd's batch is closed. Measured with 8 and 64 senders, each sending when answered: without, half of
 * them miss each commit and wait for the next; from 4 on all are in one.
 */
const quietPhases = 4

type Waiting = { submission: Submission; resolve(settled: Settled): void }

/**
 * Collects the submissions that come together into one transaction: one wait for the disk for all of them.
 *
 * 1. Batches are committed one after another, so submissions are decided in the order they came (SPEC K5).
 * 2. Nobody is answered and nothing is told before the commit is durable (SPEC L2).
 *    What waits behind a batch that failed is refused with it: done before it, it would be out of order.
 * 3. `onCommitted` runs before the answers: who reads an ack has been told the entry, or will be, in log order (SPEC X3).
 * 4. Who was just answered together sends again together, but is not read in one phase: a crowd's batch stays open until some
 *    phases in a row brought nothing. One sender alone never waits for that, and nobody longer than it takes to fill a batch.
 */
export function createGroupCommit(
  store: Pick<Store, 'commit'>,
  {
    schedule,
    onCommitted,
    onFailed = () => {},
    maxBatch = 256,
    maxBatchBytes = limits.slowReaderBytes / 4,
  }: GroupCommitOptions,
): GroupCommit {
  let queue: Waiting[] = []
  let writing = 0
  let isScheduled = false
  let lastBatch = 0
  let whenIdle: (() => void)[] = []

  function plan(): void {
    if (isScheduled || writing > 0 || queue.length === 0) return
    isScheduled = true
    schedule(() => look(0, 0))
  }

  /** Commits, or lets the sockets be read once more first (4). `seen` waited a phase ago, `quiet` phases brought nothing. */
  function look(seen: number, quiet: number): void {
    const waits = queue.length
    const quietNow = waits > seen ? 0 : quiet + 1
    const isCrowd = waits > 1 || lastBatch > 1
    if (isCrowd && waits < maxBatch && quietNow < quietPhases)
      return schedule(() => look(waits, quietNow))
    isScheduled = false
    void flush()
  }

  async function flush(): Promise<void> {
    const batch = queue.slice(0, batchOf(queue, maxBatch, maxBatchBytes))
    queue = queue.slice(batch.length)
    writing = batch.length
    lastBatch = batch.length
    const submissions = batch.map(({ submission }) => submission)
    try {
      await commitBatch(batch, submissions)
    } finally {
      plan()
      if (queue.length === 0) {
        for (const resolve of whenIdle) resolve()
        whenIdle = []
      }
    }
  }

  async function commitBatch(batch: Waiting[], submissions: Submission[]): Promise<void> {
    let committed: Committed
    try {
      committed = await store.commit(submissions)
    } catch (error) {
      onFailed(error, submissions)
      const code = codeOf(error)
      const refused = [...batch, ...queue]
      queue = []
      writing = 0
      for (const { resolve } of refused) resolve({ kind: 'refused', code })
      return
    }
    try {
      onCommitted({ submissions, committed })
    } finally {
      writing = 0
      batch.forEach(({ resolve }, index) =>
        resolve(committed.settled[index] ?? { kind: 'refused', code: 'internal' }),
      )
    }
  }

  return {
    submit(submission) {
      return new Promise((resolve) => {
        queue.push({ submission, resolve })
        plan()
      })
    },
    waiting: () => queue.length + writing,
    idle: () =>
      queue.length + writing === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenIdle.push(resolve)
          }),
  }
}

/** How many of those that wait go together: one at least, however large. */
function batchOf(queue: readonly Waiting[], maxBatch: number, maxBytes: number): number {
  let bytes = 0
  let count = 0
  for (const { submission } of queue) {
    const { body } = submission.command
    // Text is what makes a command large; a UTF-16 unit is at most three bytes of UTF-8.
    bytes += 'text' in body ? body.text.length * 3 : 0
    if (count >= maxBatch || (count > 0 && bytes > maxBytes)) break
    count += 1
  }
  return count
}

/** All of them transient: the client sends again, and is answered by what then is durable. */
function codeOf(error: unknown): ErrorCode {
  if (!(error instanceof StorageError)) return 'internal'
  return error.code === 'storage-full' ? 'storage-full' : 'storage-failed'
}
