import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lineageSchema } from '@parley/protocol'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { cli, filledFolder } from '../testing/cli-run.ts'

function plant(data: string, sql: string, name = 'parley.sqlite'): number {
  const database = new Database(join(data, name))
  try {
    database.pragma('foreign_keys = off')
    return database.prepare(sql).run().changes
  } finally {
    database.close()
  }
}

test('a folder as the server and the import left it is sound', async () => {
  const { code, out } = await cli('check', '--data', await filledFolder())
  expect(code).toBe(0)
  expect(out).toMatch(/^Rooms: \d+, entries: \d+, messages: \d+, people: \d+, accounts: 1\n/)
})

const busy = '(SELECT key FROM rooms ORDER BY head DESC LIMIT 1)'
const changedItem = `WHERE id = (SELECT id FROM entries WHERE item IS NOT NULL AND deleted = 0 LIMIT 1)`
test.each([
  [
    '[L1] an entry is gone',
    `DELETE FROM entries WHERE room = ${busy} AND seq = 2`,
    /entry 2 is missing/,
  ],
  [
    '[L1] the last entry is gone',
    `DELETE FROM entries WHERE room = ${busy} AND seq = (SELECT head FROM rooms WHERE key = ${busy})`,
    /its head says entry/,
  ],
  [
    '[L3] time runs backwards',
    `UPDATE entries SET at = 0 WHERE room = ${busy} AND seq = 3`,
    /entry 3 is older/,
  ],
  [
    'a body is no entry',
    `UPDATE entries SET body = '{"kind":"x"}' WHERE room = ${busy} AND seq = 2`,
    /entry 2 cannot be read/,
  ],
  [
    'a room counts too many messages',
    `UPDATE rooms SET messages = messages + 1 WHERE key = ${busy}`,
    /it counts \d+ messages where there are/,
  ],
  [
    'an entry counts too many messages',
    `UPDATE entries SET messages = messages + 1 WHERE room = ${busy} AND seq = 4`,
    /entry 4 counts/,
  ],
  [
    '[L10] a title is not the log’s',
    `UPDATE rooms SET state = json_set(state, '$.title', 'other') WHERE key = ${busy}`,
    /its title, topic or contract/,
  ],
  [
    '[L10] a role is not the log’s',
    `UPDATE members SET role = 'admin' WHERE room = ${busy} AND role = 'owner'`,
    /its members are not those/,
  ],
  [
    '[L10] a message is not what its entries say',
    `UPDATE entries SET item = json_set(item, '$.text', 'other') ${changedItem}`,
    /its present state is not/,
  ],
  [
    '[L4] a message changed at another entry',
    `UPDATE entries SET changed_seq = changed_seq + 1 ${changedItem}`,
    /its columns are not/,
  ],
  [
    'a message changed without an entry',
    `UPDATE entries SET deleted = 1 WHERE id = (SELECT id FROM entries WHERE kind = 'message.posted' AND item IS NULL LIMIT 1)`,
    /without an entry that says so/,
  ],
  [
    '[L5] a personal log ends elsewhere',
    `UPDATE personal_heads SET seq = seq + 1 WHERE person = (SELECT id FROM people WHERE handle = 'erin')`,
    /head of their log/,
  ],
  [
    '[X2] a membership is missing',
    `DELETE FROM personal WHERE key LIKE 'membership/%' AND seq = 2`,
    /lacks their place/,
  ],
  [
    'an author is unknown',
    `DELETE FROM people WHERE id = (SELECT by FROM entries LIMIT 1)`,
    /nobody this server knows/,
  ],
  ['a room is gone', `DELETE FROM rooms WHERE key = ${busy}`, /refers to one that is missing/],
])('%s: found, exit 1', async (_, sql, words) => {
  const data = await filledFolder()
  expect(plant(data, sql)).toBeGreaterThan(0)
  const { code, out, err } = await cli('check', '--data', data)
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toMatch(words)
  expect(out).toMatch(/Faults: \d+\n$/)
})

test('an account without a person, and a person without an account', async () => {
  const data = await filledFolder()
  plant(data, `UPDATE user SET id = '00000000-0000-7000-8000-000000000000'`, 'accounts.sqlite')
  const { code, out } = await cli('check', '--data', data)
  expect(code).toBe(1)
  expect(out).toMatch(/Account 0+-0000-7000-8000-0+: it has no person/)
  expect(out).toMatch(/they have no account to sign in with/)
})

test('pages that were overwritten: one line a fault or one sentence, never a stack', async () => {
  const data = await filledFolder()
  const path = join(data, 'parley.sqlite')
  const file = openSync(path, 'r+')
  writeSync(
    file,
    Buffer.alloc(8192, 0x5a),
    0,
    8192,
    Math.floor(statSync(path).size / 2 / 4096) * 4096,
  )
  closeSync(file)
  const { code, out, err } = await cli('check', '--data', data)
  expect(code).toBe(1)
  expect(out + err).toMatch(/parley\.sqlite/)
  expect(err).not.toMatch(/\n\s+at /)
})

test('[L7] a file that a crash left empty gets its lineage like any other', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-empty-'))
  writeFileSync(join(data, 'parley.sqlite'), '')
  expect(await cli('check', '--data', data)).toMatchObject({ code: 0 })
  const database = new Database(join(data, 'parley.sqlite'))
  const lineage = database.prepare(`SELECT value FROM meta WHERE key = 'lineage'`).pluck().get()
  database.close()
  rmSync(data, { recursive: true })
  expect(lineageSchema.safeParse(lineage).success).toBe(true)
})
