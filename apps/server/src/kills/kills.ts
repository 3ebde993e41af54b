import type { CommandId, RoomId, Seq } from '@parley/protocol'
import { Ledger } from './ledger.ts'
import { readLog } from './read-log.ts'
import { send, type Login } from './sender.ts'
import { startServer } from './server-process.ts'
import { signIn, type Session } from './sign-in.ts'

export type KillsOptions = {
  /** Folder of the databases; begins empty. */
  data: string
  times: number
  /** A number in [0, 1), for how long after its first ack the server lives. */
  random(): number
  report(line: string): void
}

/** What went wrong, in words; empty when nothing did. */
export type Verdict = { acknowledged: number; entries: number; wrongs: string[] }

const people = ['alice', 'alice', 'bob', 'bob'] as const
const longestLifeMs = 250

/**
 * Kills the server under load `times` times in a row (P-1, P-2, P-3): every acknowledged message is in the log afterwards, once, at
 * the place its ack named, and both people read the same log.
 */
export async function killUnderLoad({
  data,
  times,
  random,
  report,
}: KillsOptions): Promise<Verdict> {
  const ledgers = people.map(() => new Ledger())
  const wrongs: string[] = []
  let entries = 0
  // Signed in once: sessions outlive the kills as well, and the server limits how often one may try.
  let sessions: Session[] | null = null
  for (let kill = 1; kill <= times; kill += 1) {
    const server = await startServer(data)
    try {
      sessions ??= await signInAll(server.port)
      const logins = sessions.map((session) => ({ ...session, port: server.port }))
      const room = sharedRoom(logins)
      const before = await check(logins, room, ledgers)
      wrongs.push(...before.wrongs.map((wrong) => `after kill ${kill - 1}: ${wrong}`))
      entries = before.entries
      const senders = logins.map((login, index) =>
        send(login, room, ledgers[index] ?? new Ledger()),
      )
      await Promise.all(senders.map(({ ready }) => ready))
      await new Promise((resolve) => setTimeout(resolve, random() * longestLifeMs))
      await server.kill()
      await Promise.all(senders.map(({ ended }) => ended))
    } finally {
      await server.kill()
    }
    report(`kill ${kill} of ${times}: ${count(ledgers)} messages acknowledged so far`)
  }
  const server = await startServer(data)
  try {
    const logins = (sessions ?? []).map((session) => ({ ...session, port: server.port }))
    const after = await check(logins, sharedRoom(logins), ledgers)
    entries = after.entries
    wrongs.push(...after.wrongs.map((wrong) => `at the end: ${wrong}`))
  } finally {
    await server.kill()
  }
  return { acknowledged: count(ledgers), entries, wrongs }
}

const count = (ledgers: readonly Ledger[]) =>
  ledgers.reduce((sum, ledger) => sum + ledger.acknowledgedAt.size, 0)

const signInAll = (port: number): Promise<Session[]> =>
  Promise.all(people.map((handle) => signIn(port, handle)))

/** The room both are in: their direct one always is. */
function sharedRoom(logins: readonly Login[]): RoomId {
  const pair = [...new Set(logins.map(({ person }) => person))].toSorted((a, b) => (a < b ? -1 : 1))
  return pair.join('~') as RoomId
}

async function check(
  logins: readonly Login[],
  room: RoomId,
  ledgers: readonly Ledger[],
): Promise<{ entries: number; wrongs: string[] }> {
  const [one, , other] = logins
  if (!one || !other) throw new Error('two people are needed')
  const [ids, same] = await Promise.all([readLog(one, room), readLog(other, room)])
  const wrongs: string[] = []
  if (ids.join() !== same.join()) wrongs.push('two people read different logs')
  const items = ids.filter((id) => id !== undefined)
  if (new Set(items).size !== items.length) wrongs.push('an item stands twice in the log')
  for (const ledger of ledgers) {
    wrongs.push(...ledger.moved.map((id) => `${id} was acknowledged at two places`))
    for (const [id, seq] of ledger.acknowledgedAt)
      if (standsElsewhere(ids, id, seq))
        wrongs.push(`${id} was acknowledged at ${seq} and is not there`)
  }
  return { entries: ids.length, wrongs }
}

const standsElsewhere = (ids: readonly CommandId[], id: CommandId, seq: Seq) => ids[seq - 1] !== id
