import type { CacheTx } from '@parley/engine'
import type { RoomId } from '@parley/protocol'
import type { Session } from '../session.ts'
import type { Names } from './names.ts'

type Coverage = Pick<
  CacheTx,
  'ranges' | 'putRanges' | 'holes' | 'putHoles' | 'stub' | 'putStub' | 'dropStub'
>

type RangeRow = [after: number, upTo: number]
type HoleRow = [...RangeRow, unread: number, mentions: number]

/** What of each room is cached, what is not, and which uncached messages are known to have changed. */
export function coverageOf(session: Session, names: Names): Coverage {
  const ranges = session.rows('select after, up_to from ranges where room = ? order by after')
  const holes = session.rows(
    'select after, up_to, unread, mentions from holes where room = ? order by after',
  )
  const clearRanges = session.writes('delete from ranges where room = ?')
  const clearHoles = session.writes('delete from holes where room = ?')
  const insertRange = session.writes('insert into ranges (room, after, up_to) values (?, ?, ?)')
  const insertHole = session.writes(
    'insert into holes (room, after, up_to, unread, mentions) values (?, ?, ?, ?, ?)',
  )
  const stub = session.rows('select changed_seq from stubs where room = ? and id = ?')
  const putStub = session.writes(
    'insert or replace into stubs (room, id, changed_seq) values (?, ?, ?)',
  )
  const dropStub = session.writes('delete from stubs where room = ? and id = ?')
  /** Answers for the room's number, or `none` when nothing was ever written of it. */
  const within = <T>(of: RoomId, none: T, read: (key: number) => T): T => {
    const key = names.find(of)
    return key === null ? none : read(key)
  }

  return {
    ranges: (of) =>
      within(of, [], (key) =>
        (ranges().all(key) as RangeRow[]).map(([from, to]) => ({ from, to })),
      ),
    putRanges(of, put) {
      const key = names.mint(of)
      clearRanges().run(key)
      for (const { from, to } of put) insertRange().run(key, from, to)
    },
    holes: (of) =>
      within(of, [], (key) =>
        (holes().all(key) as HoleRow[]).map(([from, to, unread, mentions]) => ({
          from,
          to,
          count: { unread, mentions },
        })),
      ),
    putHoles(of, put) {
      const key = names.mint(of)
      clearHoles().run(key)
      for (const { from, to, count } of put)
        insertHole().run(key, from, to, count.unread, count.mentions)
    },
    stub: (of, entry) =>
      within(of, null, (key) => {
        const row = stub().get(key, entry) as [number] | undefined
        return row ? row[0] : null
      }),
    putStub(of, entry, changedSeq) {
      putStub().run(names.mint(of), entry, changedSeq)
    },
    dropStub(of, entry) {
      within(of, undefined, (key) => void dropStub().run(key, entry))
    },
  }
}
