import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alice } from '@parley/engine/contract/subjects'
import { openNative } from '../native/index.ts'
import { driverOf } from '../native/files.ts'
import * as cacheSchema from '../schema/cache.ts'
import * as outboxSchema from '../schema/outbox.ts'
import { migrations } from './index.ts'
import { migrate, versionOf, type Migration } from './migrate.ts'
import { threeSteps } from './three-steps.fixture.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-migrate-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const lists: Record<string, readonly Migration[]> = { ...migrations, 'three-steps': threeSteps }
const shapeOf = (db: Database.Database) =>
  db.prepare('select type, name, sql from sqlite_schema order by name').all()
const built = (list: readonly Migration[]) => {
  const db = new Database(':memory:')
  migrate(driverOf(db), list)
  return db
}

describe.for(Object.entries(lists))('[P-14] %s', ([name, list]) => {
  const whole = shapeOf(built(list))

  test('every older version comes up to the newest', () => {
    for (let version = 0; version <= list.length; version += 1) {
      const db = built(list.slice(0, version))
      expect(versionOf(driverOf(db))).toBe(version)
      migrate(driverOf(db), list)
      expect([versionOf(driverOf(db)), shapeOf(db)]).toEqual([list.length, whole])
    }
  })

  // What `migrate` runs of a list: begin, the statements, the number, commit.
  const runs = list.flatMap((statements) => ['begin', ...statements, 'number', 'commit'])
  const kill = (at: number) =>
    new Promise<string>((resolve) => {
      const args = [join(import.meta.dirname, 'dying.fixture.ts'), join(dir, `${name}-${at}`), name]
      execFile(process.execPath, [...args, String(at)], (error, _out, errors) =>
        resolve(error?.signal ?? errors),
      )
    })

  test('killed at any statement, the file is of some whole version and comes up', async () => {
    const ended = await Promise.all(runs.map((_, at) => kill(at)))
    expect(new Set(ended)).toEqual(new Set(['SIGKILL']))
    for (const at of runs.keys()) {
      const db = new Database(join(dir, `${name}-${at}`))
      const version = versionOf(driverOf(db))
      expect(shapeOf(db)).toEqual(shapeOf(built(list.slice(0, version))))
      migrate(driverOf(db), list)
      expect(shapeOf(db)).toEqual(whole)
      db.close()
    }
  })
})

test('[P-14] rows that a step moves arrive, and those of a failing step stay where they were', () => {
  const db = built(threeSteps)
  expect(db.prepare('select text, size from pages').raw().all()).toEqual([
    ['one', 3],
    ['two', 3],
  ])
  const former = built(threeSteps.slice(0, 2))
  const failing = [...threeSteps.slice(0, 2), ['drop table notes', 'no sql']]
  expect(() => migrate(driverOf(former), failing)).toThrow(/syntax/)
  expect(former.prepare('select count(*) from notes').pluck().get()).toBe(2)
})

test('[P-14] an account whose files are of any older version opens', () => {
  for (let cache = 0; cache <= migrations.cache.length; cache += 1)
    for (let outbox = 0; outbox <= migrations.outbox.length; outbox += 1) {
      const key = `old${cache}x${outbox}`
      for (const [role, version] of [
        ['cache', cache],
        ['outbox', outbox],
      ] as const) {
        const db = new Database(join(dir, `${key}.${role}-1.sqlite`))
        migrate(driverOf(db), migrations[role].slice(0, version))
        db.close()
      }
      const opened = openNative({ dir, key, person: alice.id })
      expect(opened.kind).toBe('open')
      if (opened.kind !== 'open') continue
      opened.store.cache.close()
      opened.store.outbox.close()
    }
})

test('the migrations make what the schema says', () => {
  for (const [role, schema] of [
    ['cache', cacheSchema],
    ['outbox', outboxSchema],
  ] as const) {
    const db = built(migrations[role])
    const tables: SQLiteTable[] = Object.values(schema)
    const names = db.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all()
    expect(new Set(names)).toEqual(new Set(tables.map((table) => getTableConfig(table).name)))
    for (const table of tables) {
      const { name, columns, indexes } = getTableConfig(table)
      expect(
        db.prepare('select name, lower(type) from pragma_table_info(?)').raw().all(name),
      ).toEqual(columns.map((column) => [column.name, column.getSQLType()]))
      for (const index of indexes)
        expect(
          db.prepare('select name from pragma_index_info(?)').pluck().all(index.config.name),
        ).toEqual(index.config.columns.map((column) => ('name' in column ? column.name : null)))
    }
  }
})
