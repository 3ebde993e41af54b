import {
  directPair,
  memberOf,
  type CommandId,
  type EntryBody,
  type Instant,
  type Person,
  type RoomId,
} from '@parley/protocol'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/port.ts'
import type { ExportItem, ExportNotes, ExportPerson, ExportRoom } from './events.ts'
import { stableId } from './ids.ts'
import { readSlackExport } from './read-export.ts'
import type { ImportReport } from './report.ts'
import type { RoomEvent } from './room-reader.ts'
import type { ExportSource } from './source.ts'
import { ImportBatch, type Order } from './write-batch.ts'
import { RoomMembers } from './write-members.ts'
import { ImportedPeople } from './write-people.ts'
import { writeRecord, type Destination } from './write-record.ts'
import { planRoom } from './write-room.ts'
import { emptySurvey, isEvent, surveyExport, type RoomSurvey } from './write-survey.ts'

/** Bytes of day files read so far; each is read twice, first to survey the rooms. */
export type ImportProgress = { bytes: number; ofBytes: number; phase: 'survey' | 'write' }

export type ImportDeps = {
  store: Pick<Store, 'commit' | 'read'>
  clock: Pick<Clock, 'now'>
  /** Becomes a member of every room but direct ones, and owner where nobody else could sign in to be one. */
  account: Person | null
  report: ImportReport
  onProgress?(progress: ImportProgress): void
}

/** What stands beside the count of records. */
export type ImportSummary = {
  newPeople: number
  knownPeople: number
  newRooms: number
  knownRooms: number
  /** Reactions without a place: on a notice, or more kinds than a message may have. */
  lostReactions: number
  /** Direct rooms of an earlier import, which stay with their two people. */
  closedRooms: number
  notes: ExportNotes | null
}

/**
 * Writes an export into the store. Ids follow from the export, so what an earlier run wrote is met again and stays as it is
 * now; an interrupted run is gone on with. A record is written whole, in one transaction with what belongs to it.
 * Rejects with what the source or the store threw; everything before the current batch is durable then.
 */
export async function importSlackExport(
  source: ExportSource,
  deps: ImportDeps,
): Promise<ImportSummary> {
  const meter = new Meter(deps.onProgress ?? (() => {}))
  const writer = new ExportWriter(deps)
  const { chooseHandle } = writer.people
  // People may first be named in the middle of a room that has to begin with them.
  const survey = await surveyExport(readSlackExport(source, { chooseHandle }), async (item) => {
    meter.take(item, 'survey')
    if (item.type === 'person') await writer.person(item)
  })
  for await (const item of readSlackExport(source, { chooseHandle })) {
    meter.take(item, 'write')
    await writer.take(item, survey)
  }
  return writer.finish()
}

class Meter {
  readonly #tell: (progress: ImportProgress) => void
  #bytes = 0
  #ofBytes = 0

  constructor(tell: (progress: ImportProgress) => void) {
    this.#tell = tell
  }

  take(item: ExportItem, phase: ImportProgress['phase']): void {
    if (item.type === 'start') this.#ofBytes = item.bytes * 2
    else if (item.type === 'file-done') this.#bytes += item.bytes
    else return
    this.#tell({ bytes: this.#bytes, ofBytes: this.#ofBytes, phase })
  }
}

class ExportWriter {
  readonly people: ImportedPeople
  readonly #deps: ImportDeps
  readonly #batch: ImportBatch
  readonly #summary: ImportSummary = {
    newPeople: 0,
    knownPeople: 0,
    newRooms: 0,
    knownRooms: 0,
    lostReactions: 0,
    closedRooms: 0,
    notes: null,
  }
  /** Where the records now coming go; null while no room stands for them. */
  #room: Destination | null = null
  #wroteInRoom = false

  constructor(deps: ImportDeps) {
    this.#deps = deps
    this.#batch = new ImportBatch(deps.store.commit, deps.clock)
    this.people = new ImportedPeople(deps.store.read)
  }

  async person(person: ExportPerson): Promise<void> {
    const order = this.people.take(person)
    this.#summary[order ? 'newPeople' : 'knownPeople'] += 1
    if (order) await this.#extra([order])
  }

  async take(item: ExportItem, survey: ReadonlyMap<string, RoomSurvey>): Promise<void> {
    this.#deps.report.note(item)
    if (isEvent(item)) await this.#record(item)
    else if (item.type === 'room') await this.#enter(item, survey.get(item.key) ?? emptySurvey())
    else if (item.type === 'end') this.#summary.notes = item.notes
  }

  async finish(): Promise<ImportSummary> {
    await this.#leave()
    return this.#summary
  }

  async #enter(room: ExportRoom, survey: RoomSurvey): Promise<void> {
    await this.#leave()
    const { read } = this.#deps.store
    const plan = planRoom(room, {
      survey,
      person: (key) => this.people.of(key),
      account: this.#deps.account,
      exists: (id) => read.room(id) !== null,
      now: this.#deps.clock.now(),
    })
    if (!plan) return
    if (plan.create) await this.#extra([plan.create])
    await this.#batch.flush()
    this.#summary[plan.create ? 'newRooms' : 'knownRooms'] += 1
    const state = read.room(plan.id)
    if (!state) return
    const members = new RoomMembers(state.members)
    const isDirect = directPair(plan.id) !== null
    this.#room = { id: plan.id, isDirect, members, person: (key) => this.people.of(key) }
    this.#wroteInRoom = plan.create !== null
  }

  async #record(event: RoomEvent): Promise<void> {
    const { report, store } = this.#deps
    if (!this.#room) return report.skip('refused')
    if (store.read.itemsById(this.#room.id, [event.id]).texts.length > 0)
      return report.skip('already-imported')
    const written = writeRecord(event, this.#room)
    if (!written) return report.skip('no-counterpart')
    this.#wroteInRoom = true
    this.#summary.lostReactions += written.lost
    await this.#batch.add({
      orders: written.orders,
      main: event.id,
      settle: ({ main, lost }) => {
        this.#summary.lostReactions += lost
        if (main === 'imported') report.imported()
        else report.skip(main)
      },
    })
  }

  /** Orders that are no records of the export, each for itself. */
  async #extra(orders: readonly Order[]): Promise<void> {
    for (const order of orders)
      await this.#batch.add({ orders: [order], main: order.id, settle: () => {} })
  }

  /** The room is written: whom the import is made for is in it, with everything read. */
  async #leave(): Promise<void> {
    const room = this.#room
    const { account, store, clock } = this.#deps
    this.#room = null
    if (room && account) {
      await this.#batch.flush()
      const joined = room.isDirect ? [] : this.#join(room.id, account, clock.now())
      if (room.isDirect && !store.read.isMember(room.id, account.id)) this.#summary.closedRooms += 1
      else if (this.#wroteInRoom || joined.length > 0)
        await this.#extra([...joined, this.#readAll(room.id, account)])
    }
    await this.#batch.flush()
  }

  /** Nothing when the account is in the room; else they join, and take it over where its owner cannot sign in. */
  #join(room: RoomId, account: Person, now: Instant): Order[] {
    const state = this.#deps.store.read.room(room)
    if (!state || memberOf(state, account.id)) return []
    const owner = state.members.find(({ role, left }) => role === 'owner' && left === null)
    const takesOver = owner?.person.kind !== 'person'
    const head = this.#deps.store.read.head(room)?.seq ?? 0
    const order = (what: string, entry: EntryBody): Order => ({
      id: stableId(what, room, account.id, head) as CommandId,
      by: account.id,
      body: { kind: 'entry.import', room, by: account.id, at: now, entry },
    })
    const role = takesOver ? 'owner' : 'member'
    const joined = order('joined', { kind: 'member.joined', members: [{ person: account, role }] })
    if (!owner || !takesOver) return [joined]
    const changes = [{ person: owner.person.id, role: 'admin' as const }]
    return [joined, order('handed over', { kind: 'role.changed', changes })]
  }

  #readAll(room: RoomId, account: Person): Order {
    const { version } = this.#deps.store.read.mark(account.id, room)
    const upTo = Number.MAX_SAFE_INTEGER // The server takes the room's head for it.
    return {
      id: stableId('read', room, account.id, version) as CommandId,
      by: account.id,
      body: { kind: 'read.mark', room, upTo, base: version },
    }
  }
}
