import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lineage, idOf } from '../contract/bodies.ts'
import { openDatabase, migrate, storageError, isStorageFault } from './database.ts'
import { migrations } from './migrations.ts'
import * as schema from './schema.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-database-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (file: string) => openDatabase(file, () => lineage)

describe('the database', () => {
  test('[L7] the lineage is minted once', () => {
    const file = join(folder, 'a.db')
    open(file).sqlite.close()
    const again = openDatabase(file, () => idOf(5) as string as typeof lineage)
    expect(again.lineage).toBe(lineage)
    again.sqlite.close()
  })

  test('the schema describes the tables that the migrations make', () => {
    const { sqlite } = open(join(folder, 'a.db'))
    for (const table of Object.values(schema)) {
      const { name, columns } = getTableConfig(table)
      const described = columns.map((column) => [column.name, column.getSQLType()])
      const made = sqlite
        .prepare<[], { name: string; type: string }>(`PRAGMA table_info(${name})`)
        .all()
        .map((column) => [column.name, column.type.toLowerCase()])
      expect([name, described]).toEqual([name, made])
    }
    const tables = sqlite
      .prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .get()
    expect(Object.keys(schema)).toHaveLength(Number(tables))
    sqlite.close()
  })

  test('it is written so that an acknowledged commit is on the disk', () => {
    const { sqlite } = open(join(folder, 'a.db'))
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(sqlite.pragma('synchronous', { simple: true })).toBe(2)
    sqlite.close()
  })

  test('a newer database is refused, and left as it is', () => {
    const file = join(folder, 'a.db')
    const { sqlite } = open(file)
    sqlite.pragma(`user_version = ${migrations.length + 1}`)
    sqlite.close()
    expect(() => open(file)).toThrow(expect.objectContaining({ code: 'storage-newer' }))
  })

  test('a database that another has open is refused', () => {
    const file = join(folder, 'a.db')
    const { sqlite } = open(file)
    expect(() => open(file)).toThrow(expect.objectContaining({ code: 'storage-locked' }))
    sqlite.close()
    open(file).sqlite.close()
  })

  test('a file that is no database, or cannot be made, is refused', () => {
    expect(() => open(join(folder, 'none/a.db'))).toThrow()
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'storage-failed' }))
  })

  test('a step that fails leaves the version before it, and goes on from there', () => {
    const sqlite = new Database(join(folder, 'a.db'))
    const good = ['CREATE TABLE one (a TEXT)']
    const bad = ['CREATE TABLE two (a TEXT)', 'CREATE TABLE two (a TEXT)']
    expect(() => migrate(sqlite, [good, bad])).toThrow('already exists')
    expect(sqlite.pragma('user_version', { simple: true })).toBe(1)
    migrate(sqlite, [good, ['CREATE TABLE two (a TEXT)']])
    expect(sqlite.pragma('user_version', { simple: true })).toBe(2)
    sqlite.close()
  })

  test('what SQLite says becomes one of our codes', () => {
    const full = new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
    const broken = new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
    expect(storageError(full)).toMatchObject({ code: 'storage-full', cause: full })
    expect(storageError(broken)).toMatchObject({ code: 'storage-failed', cause: broken })
    expect(isStorageFault(new Database.SqliteError('x', 'SQLITE_CONSTRAINT_UNIQUE'))).toBe(false)
    expect(isStorageFault(new Error('ours'))).toBe(false)
  })
})
