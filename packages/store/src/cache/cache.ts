import type { Cache, CacheMeta, CacheTx } from '@parley/engine'
import type { Person, PersonId } from '@parley/protocol'
import { sql } from 'drizzle-orm'
import { faultOf, lazy, type Driver } from '../driver.ts'
import * as schema from '../schema/cache.ts'
import { openSession } from '../session.ts'
import { coverageOf } from './coverage.ts'
import { itemsOf } from './items.ts'
import { createMembers } from './members.ts'
import { createNames } from './names.ts'
import { roomsOf } from './rooms.ts'
import { valuesOf } from './values.ts'

/** A cache on a migrated file, and whose it is: null when nobody's yet. */
export type OpenCache = Cache & { person: PersonId | null }

const tables = [
  schema.meta,
  schema.rooms,
  schema.personalValues,
  schema.items,
  schema.ranges,
  schema.holes,
  schema.stubs,
  schema.members,
  schema.people,
  schema.names,
]

/** `onDamage` hears when a transaction met bytes that are not SQLite's; the transaction still throws. */
export function openCache(driver: Driver, onDamage: () => void): OpenCache {
  const session = openSession(driver, (error) => {
    names.forget()
    members.forget()
    if (faultOf(error) === 'damaged') onDamage()
  })
  const names = createNames(session)
  const members = createMembers(session)
  const { db } = session
  const selectMeta = session.rows('select person, lineage, personal_cursor, profile from meta')
  const freePages = session.rows('pragma freelist_count')
  const pageBytes = session.rows('pragma page_size')
  const readMeta = (): CacheMeta | null => {
    const row = selectMeta().get()
    if (!row) return null
    const [person, lineage, personalCursor, profile] = row as [
      CacheMeta['person'],
      CacheMeta['lineage'],
      number,
      string | null,
    ]
    // Our own JSON, written below.
    const known = profile === null ? null : (JSON.parse(profile) as Person)
    return { person, lineage, personalCursor, profile: known }
  }
  const insertMeta = lazy(() =>
    db
      .insert(schema.meta)
      .values({
        one: 1,
        person: sql.placeholder('person'),
        lineage: sql.placeholder('lineage'),
        personalCursor: sql.placeholder('personalCursor'),
        profile: sql.placeholder('profile'),
      })
      .onConflictDoUpdate({
        target: schema.meta.one,
        set: {
          person: sql`excluded.person`,
          lineage: sql`excluded.lineage`,
          personalCursor: sql`excluded.personal_cursor`,
          profile: sql`excluded.profile`,
        },
      })
      .prepare(),
  )
  const putMeta = (meta: CacheMeta) => void insertMeta().run(meta)

  const tx: CacheTx = {
    meta() {
      const meta = readMeta()
      if (!meta) throw new Error('this cache belongs to nobody')
      return meta
    },
    putMeta,
    ...roomsOf(session, names, members),
    people: () => members.people(),
    person: (id) => members.person(id),
    ...itemsOf(session, names),
    ...coverageOf(session, names),
    ...valuesOf(session),
  }
  return {
    person: readMeta()?.person ?? null,
    tx: (fn) => session.tx(() => fn(tx)),
    freeBytes() {
      const [pages] = freePages().get() as [number]
      const [bytes] = pageBytes().get() as [number]
      return pages * bytes
    },
    reset(meta) {
      session.tx(() => {
        for (const table of tables) db.delete(table).run()
        putMeta(meta)
      })
      names.forget()
      members.forget()
    },
    close: () => session.close(),
  }
}
