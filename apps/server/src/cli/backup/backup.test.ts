import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip, gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { extract, pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import { serveControl } from '../../control.ts'
import { copyData } from '../../data-copies.ts'
import { openDataFolder } from '../../data-folder.ts'
import { openAccountsDatabase, openStore } from '../../open-stores.ts'
import { memorySource } from '../../import/slack/fixtures/memory-source.ts'
import { ImportReport, importSlackExport } from '../../import/slack/index.ts'
import { cli, filledFolder, testFolder } from '../testing/cli-run.ts'
import { manifestSchema } from './manifest.ts'

function lineageOf(data: string): unknown {
  return rows(data, 'parley.sqlite', `SELECT value FROM meta WHERE key = 'lineage'`)
}
const contents = [
  'SELECT * FROM people ORDER BY id',
  'SELECT * FROM rooms ORDER BY key',
  'SELECT * FROM members ORDER BY room, person',
  'SELECT * FROM entries ORDER BY room, seq',
  'SELECT * FROM personal ORDER BY person, key',
]
const allOf = (data: string) => contents.map((sql) => rows(data, 'parley.sqlite', sql))

function rows(data: string, name: string, sql: string): unknown[] {
  const database = new Database(join(data, name), { readonly: true })
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

async function backedUp(): Promise<{ data: string; file: string }> {
  const data = await filledFolder()
  const file = join(testFolder(), 'all.tar.gz')
  const { code, err } = await cli('backup', file, '--data', data)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return { data, file }
}

/** The backup with what `change` makes of its parts; null leaves one out. */
async function changed(file: string, change: (name: string, bytes: Buffer) => Buffer | null) {
  const other = join(testFolder(), 'changed.tar.gz')
  const from = extract()
  const to = pack()
  const reading = pipeline(createReadStream(file), createGunzip(), from)
  const writing = pipeline(to, createGzip(), createWriteStream(other))
  for await (const entry of from) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(Buffer.from(chunk as Uint8Array))
    const bytes = change(entry.header.name, Buffer.concat(chunks))
    if (bytes) to.entry({ name: entry.header.name }, bytes)
  }
  to.finalize()
  await Promise.all([reading, writing])
  return other
}

/** An export of one room in which one person says much. */
function talk(messages: number) {
  const said = (_: unknown, index: number) => ({
    type: 'message',
    user: 'U9',
    text: `line ${index} `.repeat(20),
    ts: `${1_600_000_000 + index}.000100`,
  })
  return memorySource({
    'users.json': [{ id: 'U9', name: 'frank', team_id: 'T9' }],
    'much/2020-09-13.json': Array.from({ length: messages }, said),
  })
}

describe('a backup', () => {
  test('[L7] brings everything back, under a new lineage and with all sessions ended', async () => {
    const { data, file } = await backedUp()
    const accounts = new Database(join(data, 'accounts.sqlite'))
    const columns = '(id, expiresAt, token, createdAt, updatedAt, userId)'
    accounts.exec(`INSERT INTO session ${columns} SELECT 's', 'x', 't', 'x', 'x', id FROM user`)
    accounts.close()
    const second = join(testFolder(), 'again.tar.gz')
    await cli('backup', second, '--data', data)
    const target = join(testFolder(), 'new', 'data')
    for (const from of [file, second]) {
      const { code, err } = await cli('restore', from, '--force', '--data', target)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(allOf(target)).toEqual(allOf(data))
      expect(lineageOf(target)).not.toEqual(lineageOf(data))
      expect(rows(target, 'accounts.sqlite', 'SELECT id FROM session')).toEqual([])
      expect(readFileSync(join(target, 'secret'))).toEqual(readFileSync(join(data, 'secret')))
      expect((await cli('check', '--data', target)).out).toContain('Everything is sound.')
    }
  })

  test('is one file for its owner alone, and nothing else stays behind', async () => {
    const { data, file } = await backedUp()
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readdirSync(join(file, '..'))).toEqual(['all.tar.gz'])
    expect(readdirSync(data).filter((name) => name.startsWith('backup-'))).toEqual([])
    const again = await cli('backup', file, '--data', data)
    expect(again).toMatchObject({ code: 1, err: `The file ${file} exists already.\n` })
  })

  test('a running server makes its own copies and goes on', async () => {
    const data = await filledFolder()
    const folder = openDataFolder(data)
    const store = openStore(folder)
    const accounts = openAccountsDatabase(folder)
    const close = await serveControl(data, {
      backup: (name) => copyData({ store, accounts, files: join(data, 'files') }, join(data, name)),
      tokens: () => null,
    })
    const file = join(testFolder(), 'all.tar.gz')
    const { code, err } = await cli('backup', file, '--data', data)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    close()
    expect(existsSync(join(data, 'running.json'))).toBe(false)
    expect(await cli('backup', join(data, 'x'), '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no server that can be asked/),
    })
    store.close()
    accounts.close()
    folder.release()
    const target = testFolder()
    expect(await cli('restore', file, '--data', target)).toMatchObject({ code: 0 })
    expect(allOf(target)).toEqual(allOf(data))
  })

  test('made while messages come in, it is one state of the store', async () => {
    const data = await filledFolder()
    const folder = openDataFolder(data)
    const store = openStore(folder)
    const accounts = openAccountsDatabase(folder)
    const before = store.read.countPeople()
    let written = 0
    const close = await serveControl(data, {
      tokens: () => null,
      async backup(name) {
        const copied = copyData({ store, accounts, files: join(data, 'files') }, join(data, name))
        await importSlackExport(talk(2000), {
          store: { read: store.read, commit: (batch) => ((written += 1), store.commit(batch)) },
          clock: { now: () => 0 },
          account: null,
          report: new ImportReport(),
        })
        await copied
      },
    })
    const file = join(testFolder(), 'all.tar.gz')
    expect(await cli('backup', file, '--data', data)).toMatchObject({ code: 0 })
    expect(written).toBeGreaterThan(5)
    expect(store.read.countPeople()).toBe(before + 1)
    close()
    store.close()
    accounts.close()
    folder.release()
    const target = testFolder()
    expect(await cli('restore', file, '--data', target)).toMatchObject({ code: 0 })
    expect((await cli('check', '--data', target)).out).toContain('Everything is sound.')
  })

  test('a folder that is not empty is refused; --force keeps what was there aside', async () => {
    const { data, file } = await backedUp()
    const before = allOf(data)
    const refused = await cli('restore', file, '--data', data)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/is not empty/)
    expect(allOf(data)).toEqual(before)
    expect(await cli('restore', file, '--force', '--data', data)).toMatchObject({ code: 0 })
    const aside = readdirSync(data).filter((name) => name.startsWith('replaced-'))
    expect(aside).toHaveLength(1)
    expect(allOf(join(data, aside[0] ?? ''))).toEqual(before)
  })

  const firstHalf = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)
  const flipped = (bytes: Buffer) => {
    const copy = Buffer.from(bytes)
    copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1
    return copy
  }
  test.each<[string, RegExp, (file: string) => Promise<string> | string]>([
    [
      'one bit of a database',
      /parley\.sqlite is not what/,
      (file) => changed(file, (name, bytes) => (name === 'parley.sqlite' ? flipped(bytes) : bytes)),
    ],
    [
      'a part missing',
      /secret is missing/,
      (file) => changed(file, (name, bytes) => (name === 'secret' ? null : bytes)),
    ],
    [
      'a longer part',
      /damaged/,
      (file) =>
        changed(file, (name, bytes) => (name === 'secret' ? Buffer.concat([bytes, bytes]) : bytes)),
    ],
    [
      'a newer format',
      /newer version of Parley/,
      (file) =>
        changed(file, (name, bytes) =>
          name === 'manifest.json' ? Buffer.from('{"format":2}') : bytes,
        ),
    ],
    [
      'another list of contents',
      /contents cannot be read/,
      (file) =>
        changed(file, (name, bytes) =>
          name === 'manifest.json' ? Buffer.from('{"format":1}') : bytes,
        ),
    ],
    [
      'no list of contents',
      /is no backup of Parley/,
      (file) => changed(file, (name, bytes) => (name === 'manifest.json' ? null : bytes)),
    ],
    [
      'an early end',
      /damaged/,
      (file) => {
        const whole = gunzipSync(readFileSync(file))
        return written(gzipSync(firstHalf(whole)))
      },
    ],
    ['half a file', /damaged/, (file) => written(firstHalf(readFileSync(file)))],
    ['something else', /is no backup of Parley/, () => written(Buffer.from('hello'))],
  ])('with %s is refused before anything moves', async (_, words, damage) => {
    const { data, file } = await backedUp()
    const before = allOf(data)
    const bad = await damage(file)
    const { code, out, err } = await cli('restore', bad, '--force', '--data', data)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(words)
    expect(err).not.toMatch(/\n\s+at /)
    expect(allOf(data)).toEqual(before)
    expect(readdirSync(data).filter((name) => /^(?:restoring|replaced)-/.test(name))).toEqual([])
  })

  test('its list of contents is what the files are', async () => {
    const { file } = await backedUp()
    let manifest: unknown = null
    await changed(file, (name, bytes) => {
      if (name === 'manifest.json') manifest = JSON.parse(String(bytes))
      return bytes
    })
    const { parts } = manifestSchema.parse(manifest)
    expect(parts.map(({ name }) => name)).toEqual(['parley.sqlite', 'accounts.sqlite', 'secret'])
  })
})

function written(bytes: Buffer): string {
  const path = join(testFolder(), 'file')
  writeFileSync(path, bytes)
  return path
}
