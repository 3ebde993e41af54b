import {
  personalKey,
  readUpTo,
  unmarked,
  type CommandId,
  type Cursor,
  type PersonId,
  type ReadMark,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import { and, asc, count, desc, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { presentMember } from '../../decide/facts.ts'
import type { FileHash } from '../../files/file.ts'
import type { ItemTexts, Reads } from '../port.ts'
import type { OpenDatabase } from './database.ts'
import { personFact } from './loader.ts'
import type { KeyedRoom } from './room-cache.ts'
import { due, files, members, people, personal, personalHeads, rooms } from './schema.ts'
import { itemReads } from './item-reads.ts'

export function sqliteReads(open: OpenDatabase, room: (id: RoomId) => KeyedRoom | null): Reads {
  const { db } = open
  const headsOf = db
    .select({ room: rooms.id, seq: rooms.head, id: rooms.headId, lastAt: rooms.lastAt })
    .from(members)
    .innerJoin(rooms, eq(rooms.key, members.room))
    .where(and(eq(members.person, sql.placeholder('person')), isNull(members.leftSeq)))
    .orderBy(desc(rooms.lastAt))
    .prepare()
  const personalHead = db
    .select()
    .from(personalHeads)
    .where(eq(personalHeads.person, sql.placeholder('person')))
    .prepare()
  const valuesAfter = db
    .select({ value: personal.value })
    .from(personal)
    .where(
      and(
        eq(personal.person, sql.placeholder('person')),
        gt(personal.seq, sql.placeholder('after')),
      ),
    )
    .orderBy(asc(personal.seq))
    .limit(sql.placeholder('limit'))
    .prepare()
  const valueOf = db
    .select({ value: personal.value })
    .from(personal)
    .where(
      and(eq(personal.person, sql.placeholder('person')), eq(personal.key, sql.placeholder('key'))),
    )
    .prepare()
  const personById = db
    .select()
    .from(people)
    .where(eq(people.id, sql.placeholder('id')))
    .prepare()
  const personByQuery = db
    .select()
    .from(people)
    .where(
      or(eq(people.handle, sql.placeholder('query')), eq(people.email, sql.placeholder('query'))),
    )
    .prepare()
  const dueUntil = db
    .select()
    .from(due)
    .where(lte(due.dueAt, sql.placeholder('until')))
    .orderBy(asc(due.dueAt), asc(due.id))
    .limit(sql.placeholder('limit'))
    .prepare()
  const countAll = db.select({ value: count() }).from(people).prepare()

  const fileById = db
    .select()
    .from(files)
    .where(eq(files.id, sql.placeholder('id')))
    .prepare()
  // Asked now and then, by what looks for garbage.
  const used = open.sqlite
    .prepare<[string], FileHash>(
      `SELECT value FROM json_each(?) WHERE value IN (SELECT hash FROM files)
         OR value IN (SELECT small FROM files WHERE small IS NOT NULL)`,
    )
    .pluck()
  const unused = db
    .select({ file: files })
    .from(files)
    .leftJoin(people, eq(people.id, files.owner))
    .where(
      and(
        isNull(files.room),
        lt(files.createdAt, sql.placeholder('before')),
        sql`${people.photo} is not ${files.id}`,
      ),
    )
    .limit(sql.placeholder('limit'))
    .prepare()

  const markOf = (person: PersonId, id: RoomId): ReadMark => {
    const found = valueOf.get({ person, key: personalKey({ kind: 'read', room: id }) })?.value
    return found?.kind === 'read' ? found.value : unmarked
  }
  const items = itemReads(open)

  return {
    room: (id) => room(id)?.fact.state ?? null,
    head(id): Cursor | null {
      const fact = room(id)?.fact
      return fact ? { seq: fact.head, id: fact.headId } : null
    },
    heads: (person) =>
      headsOf.all({ person }).map(({ room: id, seq, id: headId, lastAt }) => ({
        room: id,
        head: { seq, id: headId },
        lastAt,
      })),
    isMember(id, person) {
      const found = room(id)
      return found !== null && presentMember(found.fact.state, person) !== null
    },
    entryIdAt(id, seq): CommandId | null {
      const found = room(id)
      return found && items.entryIdAt(found.key, seq)
    },
    entryTexts(id, after, limit) {
      const found = room(id)
      return found ? items.entryTexts(found.key, after, limit) : []
    },
    items(id, edge, direction, limit): ItemTexts {
      const found = room(id)
      if (!found) return { from: 0, to: 0, asOf: 0, texts: [] }
      return items.page({ key: found.key, head: found.fact.head, edge, direction, limit })
    },
    changedItems(id, after, from, limit) {
      const found = room(id)
      if (!found) return { texts: [], next: null }
      return items.changed({ key: found.key, after, from, limit })
    },
    itemsById(id, ids) {
      const found = room(id)
      if (!found) return { asOf: 0, texts: [] }
      return { asOf: found.fact.head, texts: items.byId(found.key, ids) }
    },
    versions(id, message, before, limit) {
      const found = room(id)
      if (!found) return { texts: [], next: null }
      return items.versions({ key: found.key, message, before, limit })
    },
    unread(id, person, below: Seq) {
      const found = room(id)
      if (!found) return { unread: 0, mentions: 0 }
      const { head } = found.fact
      const mark = readUpTo(markOf(person, id), items.ownLastPost(found.key, person, head))
      return items.unread({ key: found.key, person, after: mark, upTo: Math.min(below, head) })
    },
    ownLastPost(id, person, below) {
      const found = room(id)
      return found ? items.ownLastPost(found.key, person, below) : 0
    },
    personalHead: (person) => personalHead.get({ person })?.seq ?? 0,
    personalItems: (person, after, limit) =>
      valuesAfter.all({ person, after, limit }).map(({ value }) => value),
    mark: markOf,
    person(id) {
      const row = personById.get({ id })
      return row ? personFact(row).person : null
    },
    findPerson(query) {
      const row = personByQuery.get({ query: query.toLowerCase() })
      return row ? personFact(row).person : null
    },
    countPeople: () => countAll.get()?.value ?? 0,
    due: (until, limit) => dueUntil.all({ until, limit }),
    file: (id) => fileById.get({ id }) ?? null,
    usedHashes: (hashes) => used.all(JSON.stringify(hashes)),
    unusedFiles: (before, limit) => unused.all({ before, limit }).map(({ file }) => file),
  }
}
