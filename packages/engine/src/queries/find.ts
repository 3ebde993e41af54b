import type { Person } from '@parley/protocol'
import { matchSorter } from 'match-sorter'
import type { CacheWriter } from '../cache/writer.ts'
import type { Computed, QueryContext } from './context.ts'
import { rooms } from './rooms.ts'
import type { FoundRow, Queries, ResultOf, RoomRow } from './views.ts'

/** A row under the names it goes by, in plain letters. */
type Subject = { row: FoundRow; names: string[] }

/** Names are made plain once, not at every key: for people until they change, for a room as long as its row stands. */
const knownPeople = new WeakMap<CacheWriter, { version: number; subjects: Subject[] }>()
const knownRooms = new WeakMap<RoomRow, Subject>()

/**
 * Where a person may want to go, from the cache alone. Each word of the text has to fit; the start of a name goes before the
 * start of a later word, that before the middle of one, that before letters in order. Equals stand by latest talk, people last.
 */
export function find(
  context: QueryContext,
  { text, limit }: Queries['find']['args'],
): Computed<ResultOf<'find'>> {
  const { result, keys } = rooms(context)
  const phrase = plain(text).trim()
  const rows =
    phrase === ''
      ? result.rows
          .toSorted((one, other) => Number(other.unread > 0) - Number(one.unread > 0))
          .slice(0, limit)
          .map((room) => roomSubject(context, room).row)
      : ranked(subjects(context, result.rows), phrase)
          .slice(0, limit)
          .map(({ row }) => row)
  return { result: { rows }, keys }
}

function ranked(all: readonly Subject[], phrase: string): Subject[] {
  const words = phrase.split(/\s+/)
  const match = (left: readonly Subject[], value: string) =>
    matchSorter(left, value, {
      keys: [(subject) => subject.names],
      keepDiacritics: true,
      // As handed in: the sort is stable.
      baseSort: () => 0,
    })
  // The first word is matched last, so that it decides the order.
  const wordByWord = words.toReversed().reduce<readonly Subject[]>(match, all)
  if (words.length === 1) return [...wordByWord]
  return [...new Set([...match(wordByWord, phrase), ...wordByWord])]
}

function subjects(context: QueryContext, rows: readonly RoomRow[]): Subject[] {
  const met = new Set(rows.map(({ other }) => other))
  return [
    ...rows.map((room) => roomSubject(context, room)),
    ...peopleSubjects(context).filter(
      ({ row }) => row.kind === 'person' && !met.has(row.person.id),
    ),
  ]
}

function roomSubject(context: QueryContext, room: RoomRow): Subject {
  const known = knownRooms.get(room)
  if (known) return known
  const names = [room.title, room.contract?.title, room.other && context.person(room.other).handle]
  const subject: Subject = {
    row: { id: room.id, kind: 'room', room },
    names: names.filter((name) => typeof name === 'string').map(plain),
  }
  knownRooms.set(room, subject)
  return subject
}

/** Whoever signs in, but oneself: nobody can be talked to who came with an import. */
function peopleSubjects({ cache, author }: QueryContext): readonly Subject[] {
  const version = cache.peopleVersion()
  const known = knownPeople.get(cache)
  if (known?.version === version) return known.subjects
  const subjects = cache
    .people()
    .filter(({ id, kind }) => id !== author.me.id && kind === 'person')
    .toSorted(byName)
    .map((person): Subject => ({
      row: { id: person.id, kind: 'person', person },
      names: [plain(person.name), person.handle],
    }))
  knownPeople.set(cache, { version, subjects })
  return subjects
}

function byName(one: Person, other: Person): number {
  return one.name < other.name ? -1 : 1
}

/** Without accents and case; letters of other scripts stay. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
