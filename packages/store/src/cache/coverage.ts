import type { CacheTx } from '@parley/engine'
import type { EntryId, RoomId } from '@parley/protocol'
import { and, asc, eq, sql } from 'drizzle-orm'
import { lazy } from '../driver.ts'
import { holes, ranges, stubs } from '../schema/cache.ts'
import type { Session } from '../session.ts'
import type { Names } from './names.ts'

type Coverage = Pick<
  CacheTx,
  'ranges' | 'putRanges' | 'holes' | 'putHoles' | 'stub' | 'putStub' | 'dropStub'
>

const room = sql.placeholder('room')
const id = sql.placeholder('id')

/** What of each room is cached, what is not, and which uncached messages are known to have changed. */
export function coverageOf({ db }: Session, names: Names): Coverage {
  const selectRanges = lazy(() =>
    db.select().from(ranges).where(eq(ranges.room, room)).orderBy(asc(ranges.after)).prepare(),
  )
  const selectHoles = lazy(() =>
    db.select().from(holes).where(eq(holes.room, room)).orderBy(asc(holes.after)).prepare(),
  )
  const clearRanges = lazy(() => db.delete(ranges).where(eq(ranges.room, room)).prepare())
  const clearHoles = lazy(() => db.delete(holes).where(eq(holes.room, room)).prepare())
  const insertRange = lazy(() =>
    db
      .insert(ranges)
      .values({ room, after: sql.placeholder('from'), upTo: sql.placeholder('to') })
      .prepare(),
  )
  const insertHole = lazy(() =>
    db
      .insert(holes)
      .values({
        room,
        after: sql.placeholder('from'),
        upTo: sql.placeholder('to'),
        unread: sql.placeholder('unread'),
        mentions: sql.placeholder('mentions'),
      })
      .prepare(),
  )
  const thisStub = and(eq(stubs.room, room), eq(stubs.id, id))
  const selectStub = lazy(() => db.select().from(stubs).where(thisStub).prepare())
  const removeStub = lazy(() => db.delete(stubs).where(thisStub).prepare())
  const upsertStub = lazy(() =>
    db
      .insert(stubs)
      .values({ room, id, changedSeq: sql.placeholder('changedSeq') })
      .onConflictDoUpdate({
        target: [stubs.room, stubs.id],
        set: { changedSeq: sql`excluded.changed_seq` },
      })
      .prepare(),
  )
  /** Answers for the room's number, or `none` when nothing was ever written of it. */
  const within = <T>(of: RoomId, none: T, read: (key: number) => T): T => {
    const key = names.find(of)
    return key === null ? none : read(key)
  }

  return {
    ranges: (of) =>
      within(of, [], (key) =>
        selectRanges()
          .all({ room: key })
          .map(({ after, upTo }) => ({ from: after, to: upTo })),
      ),
    putRanges(of, put) {
      const key = names.mint(of)
      clearRanges().run({ room: key })
      for (const { from, to } of put) insertRange().run({ room: key, from, to })
    },
    holes: (of) =>
      within(of, [], (key) =>
        selectHoles()
          .all({ room: key })
          .map(({ after, upTo, unread, mentions }) => ({
            from: after,
            to: upTo,
            count: { unread, mentions },
          })),
      ),
    putHoles(of, put) {
      const key = names.mint(of)
      clearHoles().run({ room: key })
      for (const { from, to, count } of put) insertHole().run({ room: key, from, to, ...count })
    },
    stub: (of, entry: EntryId) =>
      within(of, null, (key) => selectStub().get({ room: key, id: entry })?.changedSeq ?? null),
    putStub(of, entry, changedSeq) {
      upsertStub().run({ room: names.mint(of), id: entry, changedSeq })
    },
    dropStub(of, entry) {
      within(of, undefined, (key) => void removeStub().run({ room: key, id: entry }))
    },
  }
}
