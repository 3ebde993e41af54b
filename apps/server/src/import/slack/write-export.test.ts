import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  directRoomId,
  memberOf,
  type CommandId,
  type Item,
  type Lineage,
  type Person,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../store/memory-store.ts'
import type { Store } from '../../store/port.ts'
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts'
import { memorySource } from './fixtures/memory-source.ts'
import { personId, roomId, stableId } from './ids.ts'
import { openExportSource } from './open-source.ts'
import { ImportReport } from './report.ts'
import type { ExportSource } from './source.ts'
import { importSlackExport } from './write-export.ts'

const lineage = stableId('lineage') as Lineage
const folders: string[] = []
const stores: Record<string, () => Store> = {
  memory: () => createMemoryStore(lineage),
  SQLite: () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-import-'))
    folders.push(folder)
    return createSqliteStore({ file: join(folder, 'parley.sqlite'), newLineage: () => lineage })
  },
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const wild = () => openExportSource(join(import.meta.dirname, 'fixtures', 'wild'))
const clock = { now: () => Date.UTC(2026, 0, 1) }

async function run(
  store: Pick<Store, 'commit' | 'read'>,
  source: ExportSource,
  account: Person | null = null,
) {
  const report = new ImportReport()
  const summary = await importSlackExport(source, { store, clock, account, report })
  await source.close()
  return { ...report.totals, summary, skipped: Object.fromEntries(report.totals.skipped) }
}

async function account(store: Store): Promise<Person> {
  const id = stableId('erin') as PersonId
  const person: Person = {
    id,
    handle: 'erin',
    name: 'Erin',
    kind: 'person',
    timeZone: null,
    photo: null,
    status: null,
  }
  const body = { kind: 'person.put' as const, person, email: 'erin@example.com' }
  const command = { id: stableId('put') as CommandId, body }
  await store.commit([{ by: id, at: 0, digest: 'erin', command }])
  return person
}

const itemsOf = (store: Store, room: string): Item[] =>
  store.read
    .items(room as RoomId, Number.MAX_SAFE_INTEGER, 'back', 10_000)
    .texts.map((text) => JSON.parse(text) as Item)
const textsOf = (store: Store, room: string) =>
  itemsOf(store, room).flatMap((item) => (item.kind === 'message' ? [item.text] : []))

const users = ['alice', 'bob', 'carol', 'dave'].map((name, index) => ({
  id: `U${index + 1}`,
  name,
  team_id: 'T1',
}))
const general = {
  id: 'C1',
  name: 'general',
  creator: 'U1',
  created: 1_599_000_000,
  members: ['U1', 'U2'],
}
const said = (user: string, text: string, ts: number, rest: object = {}) => ({
  type: 'message',
  user,
  text,
  ts: `${ts}.000100`,
  ...rest,
})
const event = (subtype: string, user: string, ts: number, rest: object = {}) =>
  said(user, `<@${user}> did ${subtype.replaceAll('_', ' ')}`, ts, { subtype, ...rest })
const day = 1_600_000_000
const small = (records: object[], rest: Record<string, unknown> = {}) =>
  memorySource({
    'users.json': users,
    'channels.json': [general],
    'general/2020-09-13.json': records,
    ...rest,
  })
const generalId = roomId('T1', 'C1')

describe.each(Object.entries(stores))('an import into the store (%s)', (_, createStore) => {
  it('every record is imported or skipped with its reason', async () => {
    const store = createStore()
    const { total, imported, skipped } = await run(store, await wild())
    expect(total).toBe(imported + Object.values(skipped).reduce((a, b) => a + b, 0))
    expect(imported).toBe(31)
    expect(total).toBe(47)
    store.close()
  })

  it('[K3] a second run writes nothing and says so', async () => {
    const store = createStore()
    const erin = await account(store)
    const first = await run(store, await wild(), erin)
    const before = store.read.heads(erin.id)
    const second = await run(store, await wild(), erin)
    expect(second.imported).toBe(0)
    expect(second.skipped).toEqual({ ...first.skipped, 'already-imported': first.imported })
    expect(second.total).toBe(first.total)
    expect(second.summary).toMatchObject({ newPeople: 0, newRooms: 0, knownRooms: before.length })
    expect(store.read.heads(erin.id)).toEqual(before)
    store.close()
  })

  it.each([1, 2, 3, 4])(
    'an import ended after %i commits goes on to the same room',
    async (commits) => {
      const records = Array.from({ length: 600 }, (_, index) =>
        said('U1', `line ${index}`, day + index, { reactions: [{ name: 'wave', users: ['U2'] }] }),
      )
      const store = createStore()
      let left = commits
      const ending = {
        read: store.read,
        async commit(batch: Parameters<Store['commit']>[0]) {
          left -= 1
          if (left < 0) throw new Error('ended')
          return store.commit(batch)
        },
      }
      await expect(run(ending, small(records))).rejects.toThrow('ended')
      const cut = textsOf(store, generalId).length
      expect(cut).toBe(Math.max(0, commits - 2) * 128)
      expect(await run(store, small(records))).toMatchObject({
        imported: 600 - cut,
        skipped: cut === 0 ? {} : { 'already-imported': cut },
      })
      expect(textsOf(store, generalId)).toEqual(records.map(({ text }) => text))
      // The room's first entry, 600 messages, 600 reactions.
      expect(store.read.head(generalId as RoomId)?.seq).toBe(1201)
      store.close()
    },
  )

  it('edits, replies, reactions, mentions and deletions stand as they stood', async () => {
    const store = createStore()
    await run(
      store,
      small([
        said('U1', 'hello <@U2> and <@U4>', day, {
          edited: { user: 'U1', ts: `${day + 60}.0` },
          reactions: [{ name: 'wave', users: ['U2', 'U3'], count: 2 }],
        }),
        said('U2', 'hi', day + 1, { thread_ts: `${day}.000100` }),
        event('tombstone', 'U3', day + 2, { reply_count: 1 }),
      ]),
    )
    const [, first, second, third] = itemsOf(store, generalId)
    const [alice, bob, carol] = ['U1', 'U2', 'U3'].map((key) => personId('T1', key))
    expect(first).toMatchObject({
      by: alice,
      at: day * 1000,
      text: 'hello @bob and @dave',
      editedAt: (day + 60) * 1000,
      mentions: { people: [bob], everyone: false },
      reactions: [{ people: [bob, carol] }],
    })
    expect(second).toMatchObject({ by: bob, replyTo: first?.id })
    expect(third).toMatchObject({ by: carol, text: '', deletedAt: expect.any(Number) })
    store.close()
  })

  it('what happened to the room stands as its entries, the rest as a line of whoever did it', async () => {
    const store = createStore()
    const result = await run(
      store,
      small([
        event('channel_join', 'U2', day, { inviter: 'U1' }),
        event('channel_topic', 'U1', day + 1, { topic: 'Plans' }),
        event('channel_name', 'U1', day + 2, { name: 'all-hands' }),
        event('channel_leave', 'U2', day + 3),
        event('channel_leave', 'U2', day + 4),
        event('channel_archive', 'U1', day + 5),
        said('U3', 'late', day + 6),
      ]),
    )
    expect(result).toMatchObject({ total: 7, imported: 6, skipped: { 'no-counterpart': 1 } })
    const kinds = itemsOf(store, generalId).map((item) =>
      item.kind === 'notice' ? item.body.kind : item.text,
    )
    expect(kinds).toEqual([
      'room.created',
      'member.joined',
      'room.changed',
      'room.changed',
      'member.left',
      '_did channel archive_',
      'late',
    ])
    const state = store.read.room(generalId as RoomId)
    expect(state).toMatchObject({ title: 'all-hands', topic: 'Plans' })
    const present = state?.members.filter(({ left }) => left === null)
    expect(present?.map(({ person, role }) => [person.handle, role])).toEqual([
      ['alice', 'owner'],
      ['carol', 'member'],
    ])
    store.close()
  })

  it('[K8] a talk of two is their direct room; made for someone it is a group room with them in it', async () => {
    const dms = {
      'dms.json': [{ id: 'D1ALICEBOB', created: 1_599_000_000, members: ['U1', 'U2'] }],
      'D1ALICEBOB/2020-09-13.json': [said('U1', 'between us', day)],
    }
    const direct = directRoomId(personId('T1', 'U1'), personId('T1', 'U2'))
    const plain = createStore()
    await run(plain, small([], dms))
    expect(plain.read.room(direct)).toMatchObject({ kind: 'direct', title: '', members: [{}, {}] })
    const later = await run(plain, small([], dms), await account(plain))
    expect(later.summary.closedRooms).toBe(1)
    expect(plain.read.room(direct)?.members).toHaveLength(2)
    plain.close()

    const store = createStore()
    const erin = await account(store)
    await run(store, small([], dms), erin)
    expect(store.read.room(direct)).toBeNull()
    const state = store.read.room(roomId('T1', 'D1ALICEBOB') as RoomId)
    expect(state).toMatchObject({ kind: 'group', title: 'alice, bob' })
    expect(state && memberOf(state, erin.id)?.role).toBe('owner')
    expect(await run(store, small([], dms))).toMatchObject({ skipped: { 'already-imported': 1 } })
    expect(store.read.room(direct)).toBeNull()
    store.close()
  })

  it('[U1] whom it is made for owns every room and has all of it read', async () => {
    const store = createStore()
    await run(store, small([said('U1', 'one', day), said('U2', 'two', day + 1)]))
    const erin = await account(store)
    expect(
      await run(store, small([said('U1', 'one', day), said('U2', 'three', day + 2)]), erin),
    ).toMatchObject({
      imported: 1,
      skipped: { 'already-imported': 1 },
    })
    const rooms = store.read.heads(erin.id)
    expect(rooms).toHaveLength(1)
    for (const { room, head } of rooms) {
      expect(store.read.unread(room, erin.id, head.seq)).toEqual({ unread: 0, mentions: 0 })
      const state = store.read.room(room)
      const owners = state?.members.filter(({ role }) => role === 'owner')
      expect(owners?.map(({ person }) => person.handle)).toEqual(['erin'])
    }
    store.close()
  })

  it('a handle that is taken here gives way, in texts too, and stays the same later', async () => {
    const store = createStore()
    const id = stableId('other alice') as PersonId
    const person: Person = {
      id,
      handle: 'alice',
      name: 'Alice',
      kind: 'person',
      timeZone: null,
      photo: null,
      status: null,
    }
    const command = {
      id: stableId('put') as CommandId,
      body: { kind: 'person.put' as const, person, email: null },
    }
    await store.commit([{ by: id, at: 0, digest: 'a', command }])
    await run(store, small([said('U2', '<@U1>?', day)]))
    await run(store, small([said('U2', '<@U1>?', day), said('U2', '<@U1>!', day + 1)]))
    expect(textsOf(store, generalId)).toEqual(['@alice-2?', '@alice-2!'])
    expect(store.read.person(personId('T1', 'U1'))).toMatchObject({
      handle: 'alice-2',
      kind: 'imported',
    })
    store.close()
  })
})

const data = process.env['PARLEY_DATA']
const real = data === undefined ? null : join(data, 'slack-export-small')
const skip =
  real === null
    ? 'PARLEY_DATA is not set'
    : existsSync(real)
      ? null
      : 'PARLEY_DATA has no slack-export-small'

describe('a real export', () => {
  it(`its rooms hold as much as its files${skip === null ? '' : ` (skipped: ${skip})`}`, async (context) => {
    if (real === null || skip !== null) return context.skip(skip ?? '')
    const json = async (name: string): Promise<{ id: string; name: string; subtype?: string }[]> =>
      JSON.parse(await readFile(join(real, name), 'utf8'))
    const store = stores['SQLite']?.()
    if (!store) throw new Error('there is a SQLite store')
    const erin = await account(store)
    const { total, imported, skipped, summary } = await run(
      store,
      await openExportSource(real),
      erin,
    )
    expect({ imported, skipped }).toEqual({ imported: total, skipped: {} })
    const channels = await json('channels.json')
    expect(summary).toMatchObject({
      newPeople: (await json('users.json')).length,
      newRooms: channels.length,
    })
    expect(store.read.heads(erin.id)).toHaveLength(channels.length)
    const notices = ['channel_join', 'channel_leave', 'channel_topic', 'channel_name']
    let records = 0
    for (const { id, name } of channels) {
      const days = (await readdir(join(real, name))).filter((file) => /^\d{4}-/.test(file))
      const listed = (await Promise.all(days.map((file) => json(join(name, file))))).flat()
      records += listed.length
      const room = store.read
        .heads(erin.id)
        .map(({ room }) => store.read.room(room))
        .find((state) => state?.title === name || state?.id === id)
      const items = itemsOf(store, room?.id ?? '')
      const wanted = listed.filter(({ subtype }) => !notices.includes(subtype ?? '')).length
      expect([name, items.filter(({ kind }) => kind === 'message').length]).toEqual([name, wanted])
      expect([name, items.length - 1]).toEqual([name, listed.length])
    }
    expect(records).toBe(total)
    store.close()
  })
})
