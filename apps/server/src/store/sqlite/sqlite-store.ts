import { limits, type Lineage } from '@parley/protocol'
import { decideBatch, earlier, type Outcome } from '../commit-loop.ts'
import type { Committed, Settled, Store, Submission } from '../port.ts'
import { isStorageFault, openDatabase, storageError, type OpenDatabase } from './database.ts'
import { sqliteLoader } from './loader.ts'
import { sqliteReads } from './reads.ts'
import { RoomCache } from './room-cache.ts'
import { roomsIn } from './rooms.ts'
import { steadyReads } from './steady-reads.ts'
import { sqliteWriter } from './write.ts'

export type SqliteStoreOptions = {
  file: string
  /** Called once, when the database is new. */
  newLineage(): Lineage
  /** A submission that our own code could not handle; it is answered `internal`, the others of its batch are not touched. */
  onFault?(error: unknown, submission: Submission): void
}

/** The store with what only this adapter can do. */
export type SqliteStore = Store & {
  /** Copies the database into another file while it is used; what is committed meanwhile may or may not be in it. */
  backupTo(file: string): Promise<void>
}

const hourMs = 60 * 60 * 1000

/**
 * The store in one SQLite file that this process owns. A commit is synchronous from its first read to its durable end, so
 * nothing comes between.
 */
export function createSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const onFault = options.onFault ?? (() => {})
  let connection = connect(options)
  let prunedAt = 0

  /** One transaction for the batch. Throws what SQLite or our own code threw, with nothing written. */
  function commitTogether(batch: readonly Submission[], fresh: boolean): Committed {
    // A connection that was lost, and could not be had again then, is asked for once more.
    if (!connection.open.sqlite.open) connection = connect(options)
    const { open, load, write, begin, end } = connection
    const { sqlite } = open
    begin.run()
    let outcome: Outcome
    let touched: ReturnType<typeof write>
    try {
      outcome = decideBatch(load, batch, { fresh })
      touched = write(outcome.changes)
      prune(batch)
    } catch (error) {
      // SQLite has rolled back by itself after some errors, a full disk for one.
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
      throw error
    }
    try {
      end.run()
    } catch (error) {
      if (!isDurableAfterAll(outcome)) throw error
    }
    for (const [room, keyed] of touched) connection.cache.put(room, keyed)
    return outcome.committed
  }

  /**
   * A failed COMMIT says nothing about what is on disk. The file is opened anew and asked: a batch is there whole or not at
   * all, so any of its entries, receipts or values tells.
   */
  function isDurableAfterAll({ changes, committed }: Outcome): boolean {
    connection.open.sqlite.close()
    connection = connect(options)
    const { load, read } = connection
    const [entry] = committed.appended
    if (entry) return read.entryIdAt(entry.room, entry.entry.seq) === entry.entry.id
    const [value] = committed.personal
    if (value) return read.personalHead(value.person) >= value.item.seq
    const [receipt] = changes.receipts
    if (!receipt) return true
    const found = load.receipts([{ by: receipt.person, id: receipt.id }])
    return found.some(({ person, at }) => person === receipt.person && at === receipt.at)
  }

  /** Takes the commands for new; when one was not, or something else is wrong with one, goes about it more carefully. */
  function commitAny(batch: readonly Submission[]): Committed {
    for (const fresh of [true, false]) {
      try {
        return commitTogether(batch, fresh)
      } catch (error) {
        if (isStorageFault(error)) throw error
      }
    }
    return commitSingly(batch)
  }

  /** Each in a transaction of its own, so that one that cannot be handled leaves the others alone. */
  function commitSingly(batch: readonly Submission[]): Committed {
    const all: Committed = { settled: [], appended: [], personal: [], nextDueAt: null }
    for (const submission of batch) {
      const one = commitOne(submission)
      all.settled.push(...one.settled)
      all.appended.push(...one.appended)
      all.personal.push(...one.personal)
      all.nextDueAt = earlier(all.nextDueAt, one.nextDueAt)
    }
    return all
  }

  function commitOne(submission: Submission): Committed {
    try {
      return commitTogether([submission], false)
    } catch (error) {
      if (isStorageFault(error)) throw error
      onFault(error, submission)
      const settled: Settled = { kind: 'refused', code: 'internal' }
      return { settled: [settled], appended: [], personal: [], nextDueAt: null }
    }
  }

  /** Refusals are forgotten after their time (SPEC K2); looked after once an hour. */
  function prune(batch: readonly Submission[]): void {
    const now = batch.at(-1)?.at ?? 0
    if (now < prunedAt + hourMs) return
    connection.pruneReceipts.run(now - limits.refusalDays * 24 * hourMs)
    prunedAt = now
  }

  return {
    lineage: connection.open.lineage,
    async commit(batch) {
      if (batch.length === 0) return { settled: [], appended: [], personal: [], nextDueAt: null }
      try {
        return commitAny(batch)
      } catch (error) {
        throw storageError(error)
      }
    },
    read: steadyReads(() => connection.read),
    async backupTo(file) {
      await connection.open.sqlite.backup(file)
    },
    close: () => connection.open.sqlite.close(),
  }
}

function connect({ file, newLineage }: SqliteStoreOptions) {
  const open: OpenDatabase = openDatabase(file, newLineage)
  const cache = new RoomCache()
  const room = roomsIn(open, cache)
  return {
    open,
    cache,
    load: sqliteLoader(open, room),
    write: sqliteWriter(open, (id) => room(id)?.key ?? null),
    read: sqliteReads(open, room),
    begin: open.sqlite.prepare('BEGIN IMMEDIATE'),
    end: open.sqlite.prepare('COMMIT'),
    pruneReceipts: open.sqlite.prepare(`DELETE FROM receipts WHERE code IS NOT NULL AND at <= ?`),
  }
}
