import {
  itemOf,
  personalKey,
  targetOf,
  type MessageItem,
  type Mentions,
  type RoomId,
  type RoomState,
} from '@parley/protocol'
import { eq, sql } from 'drizzle-orm'
import type { RoomFact } from '../../decide/facts.ts'
import type { Changes } from '../changes.ts'
import { itemText } from '../texts.ts'
import type { OpenDatabase } from './database.ts'
import type { KeyedRoom } from './room-cache.ts'
import { due, files, members, people, personal, personalHeads, receipts, rooms } from './schema.ts'

/** Writes a batch within the open transaction; gives back its rooms with their keys, for the cache once it is durable. */
export type Writer = (changes: Changes) => Map<RoomId, KeyedRoom>

export function sqliteWriter(
  { sqlite, db }: OpenDatabase,
  keyOf: (room: RoomId) => number | null,
): Writer {
  // The hot path: one insert a message and one update a room and batch, bound by place, without a layer between.
  const insertEntry = sqlite.prepare(
    `INSERT INTO entries (room, seq, id, at, by, kind, target, messages, mentions, digest, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const moveRoom = sqlite.prepare(
    `UPDATE rooms SET head = ?, head_id = ?, last_at = ?, messages = ? WHERE key = ?`,
  )
  const changeItem = sqlite.prepare(
    `UPDATE entries SET item = ?, changed_seq = ?, mentions = ?, deleted = ? WHERE room = ? AND seq = ?`,
  )
  const dropTexts = sqlite.prepare(
    `UPDATE entries SET body = json_remove(json_set(body, '$.text', '', '$.mentions', json('{"people":[],"everyone":false}')), '$.forwarded')
     WHERE id = @message OR (kind = 'message.edited' AND target = @message)`,
  )
  const insertRoom = db
    .insert(rooms)
    .values({
      id: sql.placeholder('id'),
      head: 0,
      headId: sql.placeholder('headId'),
      lastAt: 0,
      messages: 0,
      state: sql.placeholder('state'),
    })
    .returning({ key: rooms.key })
    .prepare()
  const setState = sqlite.prepare(`UPDATE rooms SET state = ? WHERE key = ?`)

  function putRoom(id: RoomId, before: RoomFact | null, after: RoomFact): number {
    const { members: listed, ...state } = after.state
    const known = keyOf(id)
    const key = known ?? insertRoom.get({ id, headId: after.headId, state }).key
    moveRoom.run(after.head, after.headId, after.lastAt, after.messages, key)
    if (before?.state === after.state) return key
    if (known !== null) setState.run(JSON.stringify(state), key)
    putMembers(key, before?.state ?? null, listed)
    return key
  }

  /** Folding keeps the object of whoever did not change, so what differs is what has to be written. */
  function putMembers(room: number, before: RoomState | null, after: RoomState['members']): void {
    after.forEach((member, place) => {
      if (before?.members[place] === member) return
      const { person: profile, role, epoch, left: leftSeq } = member
      putMember.run({ room, person: profile.id, place, role, epoch, leftSeq, profile })
    })
  }
  const putMember = db
    .insert(members)
    .values({
      room: sql.placeholder('room'),
      person: sql.placeholder('person'),
      place: sql.placeholder('place'),
      role: sql.placeholder('role'),
      epoch: sql.placeholder('epoch'),
      leftSeq: sql.placeholder('leftSeq'),
      profile: sql.placeholder('profile'),
    })
    .onConflictDoUpdate({
      target: [members.room, members.person],
      set: {
        role: sql`excluded.role`,
        epoch: sql`excluded.epoch`,
        leftSeq: sql`excluded.left_seq`,
        profile: sql`excluded.profile`,
      },
    })
    .prepare()
  const putPerson = db
    .insert(people)
    .values({
      id: sql.placeholder('id'),
      handle: sql.placeholder('handle'),
      email: sql.placeholder('email'),
      name: sql.placeholder('name'),
      kind: sql.placeholder('kind'),
      timeZone: sql.placeholder('timeZone'),
      photo: sql.placeholder('photo'),
      status: sql.placeholder('status'),
    })
    .onConflictDoUpdate({
      target: people.id,
      set: {
        handle: sql`excluded.handle`,
        email: sql`excluded.email`,
        name: sql`excluded.name`,
        kind: sql`excluded.kind`,
        timeZone: sql`excluded.time_zone`,
        photo: sql`excluded.photo`,
        status: sql`excluded.status`,
      },
    })
    .prepare()

  function putRest(changes: Changes): void {
    for (const { person, email } of changes.people.values()) putPerson.run({ ...person, email })
    for (const [id, file] of changes.files)
      if (file) putFile.run(file)
      else dropFile.run({ id })
    for (const { person, item } of changes.personal) {
      putValue.run({ person, key: personalKey(item), seq: item.seq, value: item })
      putHead.run({ person, seq: item.seq })
    }
    for (const receipt of changes.receipts) putReceipt.run(receipt)
    for (const [id, work] of changes.due)
      if (work) putDue.run(work)
      else dropDue.run(id)
  }
  const putFile = db
    .insert(files)
    .values({
      id: sql.placeholder('id'),
      hash: sql.placeholder('hash'),
      small: sql.placeholder('small'),
      owner: sql.placeholder('owner'),
      room: sql.placeholder('room'),
      name: sql.placeholder('name'),
      type: sql.placeholder('type'),
      bytes: sql.placeholder('bytes'),
      createdAt: sql.placeholder('createdAt'),
    })
    .prepare()
  const dropFile = db
    .delete(files)
    .where(eq(files.id, sql.placeholder('id')))
    .prepare()
  const putValue = db
    .insert(personal)
    .values({
      person: sql.placeholder('person'),
      key: sql.placeholder('key'),
      seq: sql.placeholder('seq'),
      value: sql.placeholder('value'),
    })
    .onConflictDoUpdate({
      target: [personal.person, personal.key],
      set: { seq: sql`excluded.seq`, value: sql`excluded.value` },
    })
    .prepare()
  const putHead = db
    .insert(personalHeads)
    .values({ person: sql.placeholder('person'), seq: sql.placeholder('seq') })
    .onConflictDoUpdate({ target: personalHeads.person, set: { seq: sql`excluded.seq` } })
    .prepare()
  const dropDue = sqlite.prepare(`DELETE FROM due WHERE id = ?`)
  const putDue = db
    .insert(due)
    .values({
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      dueAt: sql.placeholder('dueAt'),
      payload: sql.placeholder('payload'),
      attempts: sql.placeholder('attempts'),
    })
    .onConflictDoUpdate({
      target: due.id,
      set: {
        kind: sql`excluded.kind`,
        dueAt: sql`excluded.due_at`,
        payload: sql`excluded.payload`,
        attempts: sql`excluded.attempts`,
      },
    })
    .prepare()
  const putReceipt = db
    .insert(receipts)
    .values({
      id: sql.placeholder('id'),
      person: sql.placeholder('person'),
      digest: sql.placeholder('digest'),
      seq: sql.placeholder('seq'),
      code: sql.placeholder('code'),
      at: sql.placeholder('at'),
    })
    // A refusal that was forgotten gives way to what is decided now.
    .onConflictDoUpdate({
      target: [receipts.id, receipts.person],
      set: {
        digest: sql`excluded.digest`,
        seq: sql`excluded.seq`,
        code: sql`excluded.code`,
        at: sql`excluded.at`,
      },
    })
    .prepare()

  return (changes) => {
    const touched = new Map<RoomId, KeyedRoom>()
    for (const [id, { before, after }] of changes.rooms)
      touched.set(id, { key: putRoom(id, before, after), fact: after })
    const keyOfRoom = (room: RoomId) => touched.get(room)?.key ?? keyOf(room)
    for (const { room, entry, body, digest, messages } of changes.entries) {
      const { seq, id, at, by } = entry
      const target = targetOf(entry) ?? (itemOf(entry) ? null : '')
      const called = entry.body.kind === 'message.posted' ? mentionsText(entry.body.mentions) : null
      insertEntry.run(
        keyOfRoom(room),
        seq,
        id,
        at,
        by,
        entry.body.kind,
        target,
        messages,
        called,
        digest,
        body,
      )
    }
    for (const { room, item } of changes.messages.values())
      changeItem.run(...itemColumns(item), keyOfRoom(room), item.seq)
    for (const message of changes.dropTexts) dropTexts.run({ message })
    putRest(changes)
    return touched
  }
}

function itemColumns(item: MessageItem): [string, number, string | null, number] {
  const deleted = item.deletedAt === null ? 0 : 1
  return [itemText(item), item.changedSeq, mentionsText(item.mentions), deleted]
}

/** See `entries.mentions`. */
function mentionsText({ people: called, everyone }: Mentions): string | null {
  if (!everyone && called.length === 0) return null
  return `${everyone ? '*' : ''} ${called.join(' ')}`
}
