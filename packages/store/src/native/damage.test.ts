import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineStore, OutboxRow } from '@parley/engine'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { alice, bob, entryId, message, room, roomId } from '@parley/engine/contract/subjects'
import { openNative } from './index.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-damage-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const here = roomId(1)
let damages = 0
const open = (person = alice.id) =>
  openNative({ dir, key: 'k', person, onDamage: () => (damages += 1) })
const path = (file: string) => join(dir, `k.${file}.sqlite`)
const row = (n: number): OutboxRow => ({
  command: {
    id: entryId(n),
    body: { kind: 'message.post', room: here, text: `text ${n} `.repeat(20), replyTo: null },
  },
  lane: here,
  order: n,
  after: [],
  queuedAt: n,
  state: { kind: 'queued' },
})
const close = ({ cache, outbox }: EngineStore) => {
  cache.close()
  outbox.close()
}
function opened(person = alice.id) {
  const met = open(person)
  if (met.kind !== 'open') throw new Error(met.kind)
  return met
}
/** 200 commands, a draft, a device; a room with 2,000 messages. */
function filled() {
  const { store } = opened()
  store.cache.tx((cache) => {
    cache.putRoom(room(1))
    cache.putItems(
      here,
      Array.from({ length: 2_000 }, (_, index) => message(index + 1)),
    )
  })
  store.outbox.tx((outbox) => {
    outbox.putDevice('device')
    outbox.putDraft({ room: here, text: 'half a', replyTo: null, updatedAt: 5 })
    for (let n = 1; n <= 200; n += 1) outbox.put(row(n))
  })
  close(store)
}
const scribble = (file: string, offset: number, bytes: Buffer) => {
  const content = readFileSync(path(file))
  bytes.copy(content, offset)
  writeFileSync(path(file), content)
}
const garbage = (length: number) => Buffer.from(Array.from({ length }, (_, n) => (n * 31) % 251))
const page = 4_096

describe('[P-6] a cache in any state opens, or says why not', () => {
  const cases: [string, () => void, unknown][] = [
    ['no database', () => writeFileSync(path('cache-1'), garbage(10_000)), { kind: 'rebuilt' }],
    ['truncated', () => truncateSync(path('cache-1'), 20 * page), { kind: 'rebuilt' }],
    ['truncated to one page', () => truncateSync(path('cache-1'), page), { kind: 'rebuilt' }],
    ['empty', () => truncateSync(path('cache-1'), 0), { kind: 'new' }],
    ['header overwritten', () => scribble('cache-1', 0, garbage(100)), { kind: 'rebuilt' }],
    [
      'tables overwritten',
      () => scribble('cache-1', 100, garbage(page - 100)),
      { kind: 'rebuilt' },
    ],
    ['gone', () => rmSync(path('cache-1')), { kind: 'new' }],
  ]
  for (const [name, damage, found] of cases)
    test(name, () => {
      filled()
      damage()
      const met = opened()
      expect(met).toMatchObject({ cache: found, outbox: { kind: 'kept' } })
      expect(met.store.cache.tx((cache) => [cache.meta().person, cache.rooms()])).toEqual([
        alice.id,
        [],
      ])
      expect(met.store.outbox.tx((outbox) => outbox.rows().length)).toBe(200)
      close(met.store)
      const again = opened()
      expect(again).toMatchObject({ cache: { kind: 'kept' }, outbox: { kind: 'kept' } })
      close(again.store)
    })

  test('damage that shows only when it is read is mended by the next start', () => {
    filled()
    const middle = Math.floor(statSync(path('cache-1')).size / page / 2) * page
    scribble('cache-1', middle, garbage(20 * page))
    const met = opened()
    expect(met.cache).toEqual({ kind: 'kept' })
    damages = 0
    const readAll = () => met.store.cache.tx((cache) => cache.itemsForward(here, 0, 9_999))
    expect(readAll).toThrow(/malformed/)
    expect(readAll).toThrow(/malformed/)
    expect(damages).toBe(2)
    close(met.store)
    const next = opened()
    expect(next).toMatchObject({ cache: { kind: 'rebuilt' }, outbox: { kind: 'kept' } })
    close(next.store)
    const after = opened()
    expect(after).toMatchObject({ cache: { kind: 'kept' } })
    close(after.store)
  })

  test('one damaged cache is kept to look into, not one a start', () => {
    filled()
    for (let n = 1; n <= 4; n += 1) {
      writeFileSync(path(`cache-${n}`), garbage(10_000))
      close(opened().store)
    }
    const caches = readdirSync(dir).filter((name) => name.includes('cache'))
    expect(caches.toSorted()).toEqual(['k.cache-4.sqlite', 'k.cache-5.sqlite'])
  })

  test("another person's cache is never shown", () => {
    filled()
    const met = opened(bob.id)
    expect(met).toMatchObject({ cache: { kind: 'rebuilt' }, outbox: { kind: 'new' } })
    expect(met.store.cache.tx((cache) => cache.rooms())).toEqual([])
    expect(met.store.outbox.tx((outbox) => outbox.rows())).toEqual([])
    close(met.store)
    const owned = new Database(path('outbox-1'), { readonly: true })
    expect(owned.prepare('select count(*) from commands').pluck().get()).toBe(200)
    owned.close()
  })
})

describe('[P-6] an outbox in any state gives what it still holds, and is kept beside', () => {
  const pageOf = (name: string) => {
    const db = new Database(path('outbox-1'), { readonly: true })
    const number = db.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(name)
    db.close()
    return (Number(number) - 1) * page
  }
  const cases: [string, () => void, { atLeast: number; drafts: number }][] = [
    [
      'an index overwritten',
      () => scribble('outbox-1', pageOf('sqlite_autoindex_commands_1'), garbage(page)),
      { atLeast: 200, drafts: 1 },
    ],
    [
      'its last third cut off',
      () =>
        truncateSync(
          path('outbox-1'),
          Math.floor((statSync(path('outbox-1')).size * 2) / 3 / page) * page,
        ),
      { atLeast: 60, drafts: 1 },
    ],
    [
      'a page of commands overwritten',
      () => scribble('outbox-1', statSync(path('outbox-1')).size - 3 * page, garbage(page)),
      { atLeast: 150, drafts: 1 },
    ],
    [
      'no database',
      () => writeFileSync(path('outbox-1'), garbage(9_000)),
      { atLeast: 0, drafts: 0 },
    ],
  ]
  for (const [name, damage, { atLeast, drafts }] of cases)
    test(name, () => {
      filled()
      damage()
      const left = readFileSync(path('outbox-1'))
      const met = opened()
      expect(met).toMatchObject({ cache: { kind: 'kept' }, outbox: { kind: 'salvaged' } })
      const [rows, kept, next] = met.store.outbox.tx(
        (outbox) => [outbox.rows(), outbox.drafts(), outbox.nextOrder()] as const,
      )
      expect(rows.length).toBeGreaterThanOrEqual(atLeast)
      expect(kept.length).toBe(drafts)
      for (const each of rows) expect(each).toEqual(row(each.order))
      expect(next).toBeGreaterThan(Math.max(0, ...rows.map(({ order }) => order)))
      close(met.store)
      expect(readFileSync(path('outbox-1')).equals(left)).toBe(true)
      const again = opened()
      expect(again).toMatchObject({ outbox: { kind: 'kept' } })
      expect(again.store.outbox.tx((outbox) => outbox.rows())).toEqual(rows)
      close(again.store)
    })

  test('a salvage that was cut off begins again', () => {
    filled()
    scribble('outbox-1', pageOf('sqlite_autoindex_commands_1'), garbage(page))
    writeFileSync(path('outbox-2'), '')
    const met = opened()
    expect(met.outbox).toEqual({ kind: 'salvaged', rows: 201 })
    close(met.store)
  })

  test('half a command is not sent', () => {
    filled()
    const db = new Database(path('outbox-1'))
    db.prepare('update commands set body = substr(body, 1, 20) where place = 7').run()
    db.close()
    scribble('outbox-1', pageOf('sqlite_autoindex_commands_1'), garbage(page))
    const met = opened()
    expect(met.store.outbox.tx((outbox) => outbox.rows().map(({ order }) => order))).not.toContain(
      7,
    )
    expect(met.store.outbox.tx((outbox) => outbox.rows().length)).toBe(199)
    close(met.store)
  })
})

describe('[P-6] newer and locked files', () => {
  for (const file of ['cache', 'outbox'] as const)
    test(`a newer ${file} is left as it is`, () => {
      filled()
      const db = new Database(path(`${file}-1`))
      db.pragma('user_version = 99')
      db.close()
      const before = readFileSync(path(`${file}-1`))
      expect(open()).toEqual({ kind: 'newer', file, version: 99 })
      expect(open()).toEqual({ kind: 'newer', file, version: 99 })
      expect(readFileSync(path(`${file}-1`)).equals(before)).toBe(true)
    })

  test('files another holds are locked, and whole afterwards', () => {
    filled()
    const first = opened()
    expect(open()).toEqual({ kind: 'locked' })
    close(first.store)
    const second = opened()
    expect(second.store.outbox.tx((outbox) => outbox.rows().length)).toBe(200)
    close(second.store)
  })

  test('commits not yet in the main file survive a copy with its journal', () => {
    const { store } = opened()
    store.outbox.tx((outbox) => outbox.put(row(1)))
    for (const suffix of ['', '-wal'])
      copyFileSync(path('outbox-1') + suffix, join(dir, `copy.outbox-1.sqlite${suffix}`))
    close(store)
    const copy = openNative({ dir, key: 'copy', person: alice.id })
    if (copy.kind !== 'open') throw new Error(copy.kind)
    expect(copy.store.outbox.tx((outbox) => outbox.rows())).toEqual([row(1)])
    close(copy.store)
  })
})
