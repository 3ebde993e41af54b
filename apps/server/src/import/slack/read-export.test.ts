import { readFile, readdir } from 'node:fs/promises'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportItem } from './events.ts'
import { memorySource } from './fixtures/memory-source.ts'
import { zip } from './fixtures/zip.ts'
import { openExportSource } from './open-source.ts'
import { readSlackExport } from './read-export.ts'
import type { ExportSource } from './source.ts'

const wild = join(import.meta.dirname, 'fixtures', 'wild')

async function all(source: ExportSource): Promise<ExportItem[]> {
  const items: ExportItem[] = []
  for await (const item of readSlackExport(source)) items.push(item)
  await source.close()
  return items
}
const ofType = <T extends ExportItem['type']>(items: ExportItem[], type: T) =>
  items.filter((item): item is Extract<ExportItem, { type: T }> => item.type === type)
const isEvent = ({ type }: ExportItem) =>
  type === 'message' || type === 'tombstone' || type === 'system'
const room = async (...records: unknown[]) =>
  all(
    memorySource({
      'users.json': [{ id: 'U1', name: 'alice', team_id: 'T1' }],
      'general/2020-09-13.json': records,
    }),
  )
const said = (text: string, ts: string, rest: object = {}) => ({
  type: 'message',
  user: 'U1',
  text,
  ts,
  ...rest,
})

async function zipOf(folder: string, top: string, extra: { name: string; content: string }[] = []) {
  const paths = await readdir(folder, { recursive: true, withFileTypes: true })
  const entries = await Promise.all(
    paths
      .filter((path) => path.isFile())
      .map(async (path) => {
        const from = join(path.parentPath, path.name)
        return {
          name: top + from.slice(folder.length + 1).replaceAll('\\', '/'),
          content: await readFile(from),
        }
      }),
  )
  return zip([...entries, ...extra])
}

describe('an export from the wild', () => {
  it('every record is one event or one skip, with its reason', async () => {
    const items = await all(await openExportSource(wild))
    const skips: Record<string, number> = {}
    for (const { reason } of ofType(items, 'skipped')) skips[reason] = (skips[reason] ?? 0) + 1
    expect(skips).toEqual({
      'bad-time': 2,
      duplicate: 1,
      'edit-log': 1,
      'empty-file': 1,
      'empty-message': 1,
      'invalid-json': 1,
      'not-a-day-file': 1,
      'not-a-list': 1,
      'not-a-message': 5,
      'outside-a-room': 2,
    })
    expect(items.filter(isEvent)).toHaveLength(31)
    expect(ofType(items, 'not-read').map(({ path, reason }) => [path, reason])).toEqual([
      ['README.txt', 'not-json'],
      ['general/attachments/F1-plan.pdf', 'not-json'],
      ['integration_logs.json', 'metadata'],
    ])
    expect(ofType(items, 'end')[0]?.notes).toEqual({
      repliesWithoutFirst: 1,
      reactionsWithoutPerson: 2,
      listEntriesWithoutId: 1,
      brokenLists: [],
    })
  })

  it('people and rooms come before whatever names them, each once', async () => {
    const items = await all(await openExportSource(wild))
    const known = new Set<string>()
    const need = (...keys: (string | null)[]) => {
      for (const key of keys) if (key !== null) expect(known).toContain(key)
    }
    for (const item of items) {
      if (item.type === 'person' || item.type === 'room') {
        expect(known).not.toContain(item.key)
        known.add(item.key)
      }
      if (item.type === 'room') need(item.creatorKey, ...item.memberKeys)
      if (item.type === 'message' || item.type === 'tombstone') need(item.roomKey, item.authorKey)
      if (item.type === 'message')
        need(...item.mentions.people, ...item.reactions.flatMap(({ userKeys }) => userKeys))
      if (item.type === 'system') need(item.roomKey, item.actorKey, item.inviterKey)
    }
  })

  it('rooms of every list, without a folder, and folders without a list', async () => {
    const rooms = ofType(await all(await openExportSource(wild)), 'room')
    expect(
      rooms
        .map(({ key, kind, listed, archived }) => [key, kind, listed, archived])
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    ).toEqual([
      ['C0GENERAL', 'channel', true, false],
      ['C0QUIET', 'channel', true, true],
      ['D0BOBALICE', 'direct', true, false],
      ['G0PLANS', 'private', true, false],
      ['G0THREE', 'group-direct', true, false],
      ['folder:lost-and-found', 'private', false, false],
    ])
  })

  it('a zip, with a top folder or without, gives the same as the folder, also the second time', async () => {
    const events = async (source: ExportSource) =>
      (await all(source)).filter((item) => item.type !== 'start' && 'id' in item)
    const fromFolder = await events(await openExportSource(wild))
    expect(new Set(fromFolder.map((item) => 'id' in item && item.id)).size).toBe(fromFolder.length)
    const folder = await mkdtemp(join(tmpdir(), 'parley-slack-'))
    const junk = [
      { name: '__MACOSX/top/._users.json', content: 'junk' },
      { name: '__MACOSX/users.json', content: 'junk' },
      { name: 'top/general/.DS_Store', content: 'junk' },
    ]
    await writeFile(join(folder, 'flat.zip'), await zipOf(wild, ''))
    await writeFile(join(folder, 'top.zip'), await zipOf(wild, 'top/', junk))
    for (const path of [wild, join(folder, 'flat.zip'), join(folder, 'top.zip')])
      expect(await events(await openExportSource(path))).toEqual(fromFolder)
    await rm(folder, { recursive: true })
  })
})

describe('records', () => {
  it('replies name the first message of their thread, also from an earlier day', async () => {
    const source = memorySource({
      'general/2020-09-13.json': [
        said('first', '1600000001.000000', { thread_ts: '1600000001.000000' }),
      ],
      'general/2020-09-14.json': [said('reply', '1600050001.000000', { thread_ts: 1600000001 })],
    })
    const [first, reply] = ofType(await all(source), 'message')
    expect(first?.replyTo).toBeNull()
    expect(reply?.replyTo).toEqual({ sourceKey: first?.sourceKey, id: first?.id })
  })

  it('a deleted first message keeps its place for its thread, also when Slack left it empty', async () => {
    const empty = said('', '1600000001.000000', { reply_count: 1, thread_ts: '1600000001.000000' })
    const items = await room(
      empty,
      said('reply', '1600000002.000000', { thread_ts: '1600000001.000000' }),
    )
    expect(ofType(items, 'message')[0]?.replyTo?.id).toBe(ofType(items, 'tombstone')[0]?.id)
  })

  it('a reply to a system line or to a skipped record is a plain message', async () => {
    const join = {
      type: 'message',
      subtype: 'channel_join',
      user: 'U1',
      text: 'x',
      ts: '1600000001.000000',
    }
    const items = await room(
      join,
      said('a', '1600000002.000000', { thread_ts: '1600000001.000000' }),
    )
    expect(ofType(items, 'message')[0]?.replyTo).toBeNull()
    expect(ofType(items, 'end')[0]?.notes.repliesWithoutFirst).toBe(1)
  })

  it('come in order of time within a day', async () => {
    const items = await room(
      said('b', '1600000002.000000'),
      said('a', '1600000001.000000'),
      said('c', '1600000002.000001'),
    )
    expect(ofType(items, 'message').map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })

  it('with one time and different content are kept apart, the very same one is a duplicate', async () => {
    const items = await room(
      said('a', '1600000001.000000'),
      said('b', '1600000001.000000'),
      said('b', '1600000001.000000'),
      said('a', '1600000001.0'),
      said('c', '1600000001.000000'),
    )
    const messages = ofType(items, 'message')
    // The fourth is written another way, so it is not the very same record.
    expect(messages.map(({ text }) => text)).toEqual(['a', 'b', 'a', 'c'])
    expect(new Set(messages.map(({ id }) => id)).size).toBe(4)
    expect(ofType(items, 'skipped').map(({ reason }) => reason)).toEqual(['duplicate'])
  })

  it('an edit made between two exports changes no id', async () => {
    const before = ofType(await room(said('teh', '1600000001.000000')), 'message')
    const after = ofType(
      await room(said('the', '1600000001.000000', { edited: { ts: '1600000009.5' } })),
      'message',
    )
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after[0]?.editedAt).toBe(1_600_000_009_500)
  })

  it('a text too long for one message goes on in others with ids of their own', async () => {
    const [message] = ofType(
      await room(said('word '.repeat(10_000), '1600000001.000000')),
      'message',
    )
    expect(message?.continued).toHaveLength(2)
    expect(new Set([message?.id, ...(message?.continued ?? []).map(({ id }) => id)]).size).toBe(3)
  })

  it.each([
    ['channel_join', {}, 'join', null],
    ['group_leave', {}, 'leave', null],
    ['channel_topic', { topic: 'a &amp; b' }, 'topic', 'a & b'],
    ['channel_purpose', {}, 'purpose', ''],
    ['channel_name', { name: 'new' }, 'rename', 'new'],
    ['group_archive', {}, 'archive', null],
    ['channel_unarchive', {}, 'unarchive', null],
    ['pinned_item', {}, 'pin', null],
    ['unpinned_item', {}, 'unpin', null],
    ['bot_add', {}, 'bot-add', null],
    ['bot_remove', {}, 'bot-remove', null],
    ['reminder_add', {}, 'other', null],
    ['channel_convert_to_private', {}, 'other', null],
    ['made_up_tomorrow', {}, 'other', null],
  ])('%s is a system event', async (subtype, rest, kind, value) => {
    const items = await room(said('<@U1|alice> did it', '1600000001.000000', { subtype, ...rest }))
    expect(ofType(items, 'system')[0]).toMatchObject({
      kind,
      value,
      actorKey: 'U1',
      text: 'did it',
    })
  })
})

describe('odd exports', () => {
  it('no file is read before the stream comes to it, and none twice', async () => {
    const days = ['2020-09-13', '2020-09-14', '2020-09-15'].map((day, index) => [
      `general/${day}.json`,
      [said('a', `160000000${index}.000000`)],
    ])
    const source = memorySource(Object.fromEntries(days))
    const read: string[] = []
    const watched: ExportSource = {
      ...source,
      read: (file) => {
        read.push(file.path)
        return source.read(file)
      },
    }
    const done: string[] = []
    for await (const item of readSlackExport(watched)) {
      if (item.type === 'message') expect(read.length).toBe(done.length + 1)
      if (item.type === 'file-done') done.push(item.path)
    }
    expect(read).toEqual(done)
    expect(done).toHaveLength(3)
  })

  it('a folder without lists is still read', async () => {
    const items = await all(
      memorySource({ 'top/general/2020-09-13.json': [said('a', '1600000001.000000')] }),
    )
    expect(items.filter(isEvent)).toHaveLength(1)
    expect(ofType(items, 'room')[0]).toMatchObject({ name: 'general', listed: false })
  })

  it('a broken list is named and the rest is read', async () => {
    const items = await all(
      memorySource({
        'users.json': '[{',
        'channels.json': { no: 'list' },
        'general/2020-09-13.json': [said('a', '1600000001.000000')],
      }),
    )
    expect(items.filter(isEvent)).toHaveLength(1)
    expect(ofType(items, 'end')[0]?.notes.brokenLists).toEqual(['channels.json', 'users.json'])
  })

  it('what is no export says so', async () => {
    await expect(all(memorySource({ 'photos/cat.txt': 'meow' }))).rejects.toMatchObject({
      code: 'not-an-export',
    })
    await expect(all(memorySource({}))).rejects.toMatchObject({ code: 'not-an-export' })
  })

  it('ids hang on the owner’s team, so guests and later people change none', async () => {
    const workspaceOf = async (users: unknown[]) =>
      ofType(await all(memorySource({ 'users.json': users })), 'start')[0]?.workspace
    const guests = ['A', 'B', 'C'].map((id) => ({ id: `U${id}`, team_id: 'T9' }))
    expect(
      await workspaceOf([{ id: 'U1', team_id: 'T1', is_primary_owner: true }, ...guests]),
    ).toBe('T1')
    expect(await workspaceOf([{ id: 'U1', team_id: 'T1' }, ...guests])).toBe('T9')
    expect(await workspaceOf([{ id: 'U2' }, { id: 'U1' }])).toBe('U1')
  })

  it('any JSON in any place: nothing crashes, and the records are all accounted for', async () => {
    const record = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom('message', 'other'),
          subtype: fc.oneof(
            fc.constantFrom(
              'channel_join',
              'file_share',
              'tombstone',
              'bot_message',
              'file_comment',
            ),
            fc.jsonValue(),
          ),
          ts: fc.oneof(
            fc.constantFrom('1600000001.000000', '1600000002.000000', 1600000003),
            fc.jsonValue(),
          ),
          user: fc.oneof(fc.constantFrom('U1', 'U2'), fc.jsonValue()),
          text: fc.oneof(fc.string(), fc.jsonValue()),
          thread_ts: fc.oneof(fc.constant('1600000001.000000'), fc.jsonValue()),
          files: fc.jsonValue(),
          file: fc.jsonValue(),
          attachments: fc.array(fc.jsonValue()),
          blocks: fc.array(fc.jsonValue()),
          reactions: fc.array(fc.jsonValue()),
          edited: fc.jsonValue(),
          comment: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(record),
        fc.jsonValue(),
        fc.jsonValue(),
        async (records, users, channels) => {
          const items = await all(
            memorySource({
              'users.json': JSON.stringify(users),
              'channels.json': JSON.stringify(channels),
              'general/2020-09-13.json': records,
            }),
          )
          const accounted = items.filter((item) => isEvent(item) || item.type === 'skipped')
          expect(accounted).toHaveLength(records.length)
          for (const message of ofType(items, 'message')) expect(message.text.trim()).not.toBe('')
        },
      ),
    )
  })
})
