import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lineage, roomIdOf } from '../contract/bodies.ts'
import { createSqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'))
afterAll(() => rmSync(folder, { recursive: true }))

const kills = 6

/** Runs the child until it has acknowledged so many entries, kills it, and gives all that it acknowledged. */
function runUntilKilled(file: string, run: number, entries: number): Promise<Map<number, string>> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'testing/crash-child.ts'), file, String(run)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      output += text
      if (output.split('\n').length > entries) child.kill('SIGKILL')
    })
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error('the child ended by itself'))
      // What follows the last line end was cut off by the kill.
      const lines = output.slice(0, output.lastIndexOf('\n')).split('\n')
      resolve(new Map(lines.map((line) => [Number(line.split(' ')[0]), line.split(' ')[1] ?? ''])))
    })
  })
}

/** What was acknowledged stands in the file, and its log has no hole. */
function expectKept(file: string, acknowledged: Map<number, string>): void {
  const store = createSqliteStore({ file, newLineage: () => lineage })
  const head = store.read.head(roomIdOf(1))?.seq ?? 0
  const entries = store.read
    .entryTexts(roomIdOf(1), 0, head)
    .map((text) => JSON.parse(text) as { seq: number; id: string })
  store.close()
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
  expect(entries).toHaveLength(head)
  const kept = new Map(entries.map(({ seq, id }) => [seq, id]))
  expect([...acknowledged].filter(([seq, id]) => kept.get(seq) !== id)).toEqual([])
}

test('[L2] killed in the middle of commits, every acknowledged entry is there, dense', async () => {
  const file = join(folder, 'crash.db')
  const acknowledged = new Map<number, string>()
  for (let run = 1; run <= kills; run += 1) {
    const now = await runUntilKilled(file, run, 40 + run * 37)
    for (const [seq, id] of now) acknowledged.set(seq, id)
    expectKept(file, acknowledged)
  }
}, 60_000)

test.skipIf(process.platform === 'win32')(
  '[L2] when the file cannot grow, commits fail and what was acknowledged stays',
  () => {
    const file = join(folder, 'full.db')
    const child = join(import.meta.dirname, 'testing/crash-child.ts')
    // `ulimit -f`: writing past so many blocks fails, as on a full disk.
    const { stdout } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 3000; exec "$0" "$@"', process.execPath, child, file, '1'],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    )
    const lines = stdout.trimEnd().split('\n')
    expect(lines.pop()).toMatch(/^failed storage-(failed|full)$/)
    const pairs = lines.map((line): [number, string] => {
      const [seq = '', id = ''] = line.split(' ')
      return [Number(seq), id]
    })
    expect(pairs.length).toBeGreaterThan(0)
    expectKept(file, new Map(pairs))
  },
  60_000,
)
